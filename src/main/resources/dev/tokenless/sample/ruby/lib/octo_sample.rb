# frozen_string_literal: true

# A greeting in three languages.
module OctoSample
  def self.greet(name)
    "Hello, #{name}"
  end
end
