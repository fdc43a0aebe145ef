"""The sealing module by itself: its types, and its own tests under Node."""

from tests.frontend import node


def test_every_type_holds():
    assert node.run("node_modules/typescript/bin/tsc", "--noEmit") == (0, "")


def test_its_own_tests_pass():
    code, said = node.run("test.mjs")
    assert (code, "# fail 0" in said) == (0, True), said
