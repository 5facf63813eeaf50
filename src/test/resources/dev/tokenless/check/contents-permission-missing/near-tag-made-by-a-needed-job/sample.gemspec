Gem::Specification.new do |spec|
  spec.name = "sample"
  spec.version = "1.0.0"
  spec.summary = "A sample"
  spec.authors = ["Octo"]
end
