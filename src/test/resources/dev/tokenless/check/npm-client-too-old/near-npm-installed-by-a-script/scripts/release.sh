#!/bin/sh
set -e
npm install --global npm@11
npm publish
