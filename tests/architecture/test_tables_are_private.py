"""Tables belong to their room: nobody else imports its `models`."""

import grimp

EXCEPTIONS = {"portal.migrations.tables"}


def strangers(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    """Pairs (importer, models) where a module outside a room imports the room's tables."""
    found = set()
    for models in (module for module in graph.modules if module.endswith(".models")):
        room = models.removesuffix(".models")
        for importer in graph.find_modules_that_directly_import(models):
            if not importer.startswith(f"{room}.") and importer not in EXCEPTIONS:
                found.add((importer, models))
    return found


def test_no_room_imports_the_tables_of_another() -> None:
    graph = grimp.build_graph("portal", cache_dir=None)
    assert strangers(graph) == set()


def test_a_stranger_is_caught() -> None:
    graph = grimp.build_graph("portal", cache_dir=None)
    graph.add_import(importer="portal.doors.front.routes", imported="portal.listen.reports.models")
    assert strangers(graph) == {("portal.doors.front.routes", "portal.listen.reports.models")}
