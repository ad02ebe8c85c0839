//! A scene as one SVG image: for print, for pages without scripts, for search engines.
//!
//! **Invariants:** the same scene and options give the same bytes; every text of the program is
//! escaped; the size is bounded whatever the trace: at most [`LANES_MAX`] lanes, and slices drawn
//! together until at most [`DRAWS_MAX`] things are left to draw.

mod markup;

use crate::ink::Ink;
use crate::paint::{self, Align, Area, Draw, Focus, Stroke, Viewport};
use crate::scale::{Scale, ScaleKind};
use crate::scene::{ArrowKind, MarkKind, Scene};
use crate::state::Pattern;
use crate::words::Size;
use markup::{describe, escape, pattern_name, pattern_shape, tenths};
use std::collections::BTreeSet;

/// More lanes than this become one line that says how many there are.
pub const LANES_MAX: usize = 40;
/// More than this is drawn coarser.
pub const DRAWS_MAX: usize = 4000;

/// Text of one width, like the program's own output.
const MONOSPACE: &str = " style=\"font-family:var(--yp-mono,ui-monospace,monospace)\"";

/// Where the image will stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// Inside of a page, whose theme sets the variables of [`Ink`].
    Page,
    /// In a file of its own, which follows the reader's light or dark setting by itself.
    File,
}

/// What an image should be like.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Options<'a> {
    /// Unlike that of every other image in the page; letters, digits and hyphens.
    pub id: &'a str,
    /// What the image is called for those who do not see it.
    pub title: &'a str,
    /// In pixels; the height follows. It shrinks with the page.
    pub width: f64,
    /// How time runs.
    pub scale: ScaleKind,
    /// Where it will stand.
    pub place: Place,
}

impl Default for Options<'_> {
    fn default() -> Self {
        let title = "Timeline of the run";
        Options { id: "yp", title, width: 900.0, scale: ScaleKind::Folded, place: Place::Page }
    }
}

/// The image.
pub fn svg(scene: &Scene, options: &Options<'_>) -> String {
    let shorter = (scene.lanes.len() > LANES_MAX).then(|| scene.first_lanes(LANES_MAX - 1));
    let shown = shorter.as_ref().unwrap_or(scene);
    let mut image = Image::new(options.id);
    let view = Viewport::whole(shown, options.width);
    let (legend, legend_height) = paint::legend(shown, options.width);
    let height = view.height + legend_height + 10.0;
    let all = Area { x: 0.0, y: 0.0, w: options.width, h: height };
    image.draw(&Draw::Rect {
        area: all,
        radius: 0.0,
        fill: Ink::Background,
        edge: None,
        pattern: Pattern::Solid,
    });
    for draw in coarse_enough(shown, options.scale, view) {
        image.draw(&draw);
    }
    image.shift(view.height + 4.0);
    legend.iter().for_each(|draw| image.draw(draw));
    image.body.push_str("</g>");
    image.finish(scene, options, height)
}

fn coarse_enough(scene: &Scene, kind: ScaleKind, mut view: Viewport) -> Vec<Draw> {
    let scale = Scale::new(scene, kind);
    loop {
        let draws = paint::paint(scene, &scale, &view, Focus::default());
        if draws.len() <= DRAWS_MAX || view.grain > view.width {
            return draws;
        }
        view.grain *= 2.0;
    }
}

/// The image while it is being written.
struct Image<'a> {
    id: &'a str,
    body: String,
    fills: BTreeSet<Ink>,
    strokes: BTreeSet<Ink>,
    /// Patterns that occur, by name and ink.
    patterns: BTreeSet<(&'static str, Ink)>,
}

impl<'a> Image<'a> {
    fn new(id: &'a str) -> Image<'a> {
        Image {
            id,
            body: String::new(),
            fills: BTreeSet::new(),
            strokes: BTreeSet::new(),
            patterns: BTreeSet::new(),
        }
    }

    fn draw(&mut self, draw: &Draw) {
        match draw {
            Draw::Rect { area, radius, fill, edge, pattern } => {
                self.rect(area, *radius, *fill, *edge, *pattern);
            }
            Draw::Tint { area, ink } => {
                self.open_rect(area, 0.0);
                self.fill(*ink);
                self.body.push_str(" opacity=\".12\"/>");
            }
            Draw::Line { ends, ink, width, stroke } => self.line(ends, *ink, *width, *stroke),
            Draw::Arrow { ends, kind, ink } => self.arrow(ends, *kind, *ink),
            Draw::Glyph { x, y, kind, ink } => self.glyph(*x, *y, *kind, *ink),
            Draw::Break { x, y } => self.fold(*x, *y),
            Draw::Text { x, y, text, ink, size, align } => {
                self.text(*x, *y, text, *ink, *size, *align)
            }
        }
    }

    fn rect(&mut self, area: &Area, radius: f64, fill: Ink, edge: Option<Ink>, pattern: Pattern) {
        self.open_rect(area, radius);
        self.fill(fill);
        self.body.push_str("/>");
        let Some(edge) = edge else {
            return;
        };
        // The border lies inside, so that neighbours do not overlap.
        let inner =
            Area { x: area.x + 0.5, y: area.y + 0.5, w: (area.w - 1.0).max(0.1), h: area.h - 1.0 };
        self.open_rect(&inner, (radius - 0.5).max(0.0));
        match pattern_name(pattern) {
            Some(name) => {
                self.patterns.insert((name, edge));
                self.push(&[" fill=\"url(#", self.id, "-", name, ")\""]);
            }
            None => self.body.push_str(" fill=\"none\""),
        }
        self.stroke(edge, 1.0);
        if pattern == Pattern::Dashed {
            self.body.push_str(" stroke-dasharray=\"4 3\"");
        }
        self.body.push_str("/>");
    }

    fn line(&mut self, ends: &[f64; 4], ink: Ink, width: f64, stroke: Stroke) {
        self.path(ends);
        self.stroke(ink, width);
        if stroke == Stroke::Dashed {
            self.body.push_str(" stroke-dasharray=\"3 3\"");
        }
        self.body.push_str("/>");
    }

    /// A line and a head that points along it.
    fn arrow(&mut self, ends: &[f64; 4], kind: ArrowKind, ink: Ink) {
        let [x1, y1, x2, y2] = *ends;
        self.line(ends, ink, kind.width(), kind.stroke());
        let length = ((x2 - x1).powi(2) + (y2 - y1).powi(2)).sqrt().max(0.1);
        let (dx, dy) = ((x2 - x1) / length * 6.0, (y2 - y1) / length * 6.0);
        let corners = [
            x2,
            y2,
            x2 - dx - dy / 2.0,
            y2 - dy + dx / 2.0,
            x2 - dx + dy / 2.0,
            y2 - dy - dx / 2.0,
        ];
        self.polygon(&corners, ink);
    }

    fn glyph(&mut self, x: f64, y: f64, kind: MarkKind, ink: Ink) {
        match kind {
            MarkKind::Return => self.circle(x, y, 3.0, ink),
            MarkKind::Raise => self.cross(x, y, 3.5, ink),
            MarkKind::Error => {
                self.circle(x, y, 8.0, ink);
                self.cross(x, y, 3.5, Ink::Background);
            }
            _ => {
                let corners = kind.outline().iter().flat_map(|[dx, dy]| [x + dx, y + dy]);
                self.haloed(&corners.collect::<Vec<f64>>(), ink);
            }
        }
    }

    fn cross(&mut self, x: f64, y: f64, r: f64, ink: Ink) {
        self.line(&[x - r, y - r, x + r, y + r], ink, 2.0, Stroke::Solid);
        self.line(&[x - r, y + r, x + r, y - r], ink, 2.0, Stroke::Solid);
    }

    fn fold(&mut self, x: f64, y: f64) {
        self.open_rect(&Area { x: x - 3.0, y: y - 2.0, w: 6.0, h: 4.0 }, 0.0);
        self.fill(Ink::Background);
        self.body.push_str("/>");
        for shift in [-2.0, 2.0] {
            self.line(
                &[x + shift - 2.0, y + 5.0, x + shift + 2.0, y - 5.0],
                Ink::TextSoft,
                1.25,
                Stroke::Solid,
            );
        }
    }

    fn text(&mut self, x: f64, y: f64, text: &str, ink: Ink, size: Size, align: Align) {
        self.body.push_str("<text");
        self.number(" x", x);
        self.number(" y", y);
        self.fill(ink);
        self.number(" font-size", size.pixels());
        match (align, size) {
            (Align::Middle, _) => self.body.push_str(" text-anchor=\"middle\""),
            (Align::Start, Size::Print) => self.body.push_str(MONOSPACE),
            (Align::Start, _) => {}
        }
        self.body.push('>');
        escape(text, &mut self.body);
        self.body.push_str("</text>");
    }

    // ---- pieces of markup

    fn shift(&mut self, y: f64) {
        self.body.push_str("<g transform=\"translate(0 ");
        tenths(y, &mut self.body);
        self.body.push_str(")\">");
    }

    fn open_rect(&mut self, area: &Area, radius: f64) {
        self.body.push_str("<rect");
        self.number(" x", area.x);
        self.number(" y", area.y);
        self.number(" width", area.w);
        self.number(" height", area.h);
        if radius >= 0.1 {
            self.number(" rx", radius);
        }
    }

    fn circle(&mut self, x: f64, y: f64, r: f64, ink: Ink) {
        self.body.push_str("<circle");
        self.number(" cx", x);
        self.number(" cy", y);
        self.number(" r", r);
        self.fill(ink);
        self.body.push_str("/>");
    }

    fn polygon(&mut self, points: &[f64], ink: Ink) {
        self.path(points);
        self.fill(ink);
        self.body.push_str("/>");
    }

    /// A filled shape with a thin border of the background's colour.
    fn haloed(&mut self, points: &[f64], ink: Ink) {
        self.path(points);
        // The end of the path is its beginning.
        self.body.truncate(self.body.len() - 1);
        self.body.push_str("z\"");
        self.push_class(ink, Some(Ink::Background));
        self.body.push_str("/>");
    }

    fn path(&mut self, points: &[f64]) {
        self.body.push_str("<path d=\"");
        for (i, point) in points.iter().enumerate() {
            self.body.push(if i == 0 { 'M' } else { ' ' });
            tenths(*point, &mut self.body);
        }
        self.body.push('"');
    }

    fn fill(&mut self, ink: Ink) {
        self.push_class(ink, None);
    }

    fn push_class(&mut self, fill: Ink, stroke: Option<Ink>) {
        self.fills.insert(fill);
        self.push(&[" class=\"f-", fill.css()]);
        if let Some(stroke) = stroke {
            self.strokes.insert(stroke);
            self.push(&[" s-", stroke.css()]);
        }
        self.body.push('"');
    }

    fn stroke(&mut self, ink: Ink, width: f64) {
        self.strokes.insert(ink);
        self.push(&[" class=\"s-", ink.css(), "\""]);
        if width != 1.0 {
            self.number(" stroke-width", width);
        }
    }

    fn number(&mut self, name: &str, value: f64) {
        self.push(&[name, "=\""]);
        tenths(value, &mut self.body);
        self.body.push('"');
    }

    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.body.push_str(part));
    }

    // ---- the frame around it

    fn finish(mut self, scene: &Scene, options: &Options<'_>, height: f64) -> String {
        let body = core::mem::take(&mut self.body);
        let id = self.id;
        self.push(&[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"yp-svg\" role=\"img\" id=\"",
            id,
        ]);
        self.push(&["\" aria-labelledby=\"", id, "-title ", id, "-desc\" viewBox=\"0 0 "]);
        tenths(options.width, &mut self.body);
        self.body.push(' ');
        tenths(height, &mut self.body);
        self.body.push('"');
        self.number(" width", options.width);
        self.number(" height", height);
        self.push(&["><title id=\"", id, "-title\">"]);
        escape(options.title, &mut self.body);
        self.push(&["</title><desc id=\"", id, "-desc\">"]);
        escape(&describe(scene), &mut self.body);
        self.body.push_str("</desc>");
        self.style(options.place);
        self.pattern_defs();
        self.body.push_str(&body);
        self.body.push_str("</svg>\n");
        self.body
    }

    fn style(&mut self, place: Place) {
        self.body.push_str("<style>.yp-svg{max-width:100%;height:auto;font-family:var(--yp-font,system-ui,sans-serif)}");
        for ink in self.fills.clone() {
            self.rule("f-", "fill", ink);
        }
        for ink in self.strokes.clone() {
            self.rule("s-", "stroke", ink);
        }
        if place == Place::File {
            self.body.push_str("@media(prefers-color-scheme:dark){.yp-svg{");
            for &ink in Ink::ALL {
                self.push(&["--", ink.css(), ":", ink.dark(), ";"]);
            }
            self.body.push_str("}}");
        }
        self.body.push_str("</style>");
    }

    fn rule(&mut self, prefix: &str, property: &str, ink: Ink) {
        let (css, light) = (ink.css(), ink.light());
        self.push(&[".yp-svg .", prefix, css, "{", property, ":var(--", css, ",", light, ")}"]);
    }

    fn pattern_defs(&mut self) {
        if self.patterns.is_empty() {
            return;
        }
        self.body.push_str("<defs>");
        for (name, ink) in self.patterns.clone() {
            let (attributes, shape) = pattern_shape(name);
            self.push(&[
                "<pattern id=\"",
                self.id,
                "-",
                name,
                "\" patternUnits=\"userSpaceOnUse\" ",
                attributes,
            ]);
            self.push(&[
                "><path opacity=\".45\" class=\"s-",
                ink.css(),
                "\" d=\"",
                shape,
                "\"/></pattern>",
            ]);
        }
        self.body.push_str("</defs>");
    }
}
