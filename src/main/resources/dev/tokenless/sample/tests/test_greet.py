from octo_sample import greet


def test_greets_by_name():
    assert greet("Octo") == "Hello, Octo"
