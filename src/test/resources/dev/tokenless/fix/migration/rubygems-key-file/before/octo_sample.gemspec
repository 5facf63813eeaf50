Gem::Specification.new do |spec|
  spec.name = "octo_sample"
  spec.version = "1.0.0"
end
