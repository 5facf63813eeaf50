from setuptools import setup
setup(name="octo-sample", version="1.0.0")
