# frozen_string_literal: true

Gem::Specification.new do |spec|
  spec.name = "octo_sample"
  spec.version = "1.4.0"
  spec.summary = "A greeting in three languages"
  spec.authors = ["Octo Org"]
  spec.license = "MIT"
  spec.homepage = "https://github.com/octo-org/sample"
  spec.required_ruby_version = ">= 3.2"
  spec.files = Dir["lib/**/*.rb"]
  spec.metadata["source_code_uri"] = "https://github.com/octo-org/sample"
  spec.metadata["rubygems_mfa_required"] = "true"
end
