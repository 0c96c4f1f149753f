"""The texts of files as values with places: bytes, YAML, JSON and front matter."""

from limen.parse.text.decode import decode
from limen.parse.text.front_matter import FrontMatter, split_front_matter
from limen.parse.text.json_reader import read_json
from limen.parse.text.yaml_reader import read_yaml

__all__ = ["FrontMatter", "decode", "read_json", "read_yaml", "split_front_matter"]
