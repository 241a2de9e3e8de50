"""Records as YAML, every scalar a string, as the contract reads them: for the suites that compute from the records anew."""
import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse(text):
    return yaml.load(text, LOADER)


def read_yaml(path, empty=None):
    """What stands in the file at PATH; EMPTY where it says nothing."""
    with open(path, encoding="utf-8-sig") as f:
        return parse(f) or empty
