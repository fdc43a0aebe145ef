"""What stands in somebody's way on a page: read by axe, and by how wide it is."""

from alongside.config.start.frontend import FRONTEND

AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`))"""
NARROW = 320  # CSS pixels: WCAG 1.4.10, and a phone of 640 pixels at 200 %


def on(page):
    """What axe finds, and whether the page must be scrolled sideways at 320 pixels."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(RUN)
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return found + ([f"{width} pixels wide at {NARROW}"] if width > NARROW else [])
