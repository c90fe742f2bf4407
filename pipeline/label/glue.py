"""Scene → the markers that join two texts: where one article ends and another begins."""

from pipeline.byline import read_byline
from pipeline.cues import closes, opens, strangers
from pipeline.label.scene import Scene, Taken
from pipeline.shapes import title_shaped


def glue_markers(scene: Scene, taken: Taken) -> Taken:
    """A marker that joins two texts: prose before and behind it, and a second sign that one ends there."""
    found: Taken = {}
    for index, sight in enumerate(scene.sights):
        if sight is None or sight.verdict.rule != "glue_marker" or index in taken or not scene.inside(index):
            continue
        before = tuple(block for at, block in enumerate(scene.blocks[:index]) if scene.free(at))
        after = tuple(block for at, block in enumerate(scene.blocks[index + 1 :], index + 1) if scene.free(at))
        ended, begun = closes(before), opens(after)
        if (
            (ended and begun)
            or _has_byline(scene, index)
            or (not sight.edge and (ended or begun or strangers(before, after)))
        ):
            found[index] = sight.verdict
    return found


def _has_byline(scene: Scene, index: int) -> bool:
    """A title and a dated byline right behind a marker."""
    near = scene.blocks[index + 1 : index + 5]
    return (
        bool(near)
        and title_shaped(near[0])
        and any((said := read_byline(block.text)) is not None and said.published is not None for block in near[1:])
    )
