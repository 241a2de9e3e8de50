"""A folder of files as bytes, to be held against another: for the suites of what is built, built again, or left as it was."""
import hashlib
import os


def files(folder):
    """Every file below FOLDER, its path from there."""
    return [os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names]


def hashes(folder, *left_out):
    """{path: what its bytes come to} of all files but LEFT_OUT."""
    found = {}
    for path in files(folder):
        if path not in left_out:
            with open(os.path.join(folder, path), "rb") as f:
                found[path] = hashlib.sha256(f.read()).hexdigest()
    return found


def differences(a, b, most=5):
    """The first paths of which A and B, as `hashes` gives them, have not the same."""
    return sorted(p for p in a.keys() | b.keys() if a.get(p) != b.get(p))[:most]
