//! How each thing of a draw list looks on a canvas; the same shapes as in the SVG.

use super::Palette;
use super::batch::Batch;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trace_view::paint::{Align, Area, Draw, Stroke};
use trace_view::{ArrowKind, Ink, MarkKind, Pattern, Size};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement};

/// Draws onto one canvas.
pub struct Painter {
    context: CanvasRenderingContext2d,
    palette: Rc<Palette>,
    ratio: f64,
    /// What the context is set to; setting it again would cost as much as drawing.
    filled: Cell<Option<Ink>>,
    stroked: Cell<Option<(Ink, f64, &'static [f64])>>,
    written: Cell<Option<(Size, Align)>>,
    /// Made when they are first needed; there are only a few.
    tiles: RefCell<Vec<(Pattern, Ink, CanvasPattern)>>,
}

/// What text of each size is set in.
fn font(size: Size) -> &'static str {
    match size {
        Size::Name => "13px system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif",
        Size::Slice | Size::Tick => {
            "11.5px system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif"
        }
        Size::Print => "11.5px ui-monospace, \"SF Mono\", Menlo, Consolas, monospace",
    }
}

impl Painter {
    /// A painter for a context that is scaled by `ratio`.
    pub fn new(context: CanvasRenderingContext2d, palette: Rc<Palette>, ratio: f64) -> Painter {
        let (filled, stroked, written, tiles) = Default::default();
        Painter { context, palette, ratio, filled, stroked, written, tiles }
    }

    /// Takes away what is painted there.
    pub fn clear(&self, area: &Area) {
        self.context.clear_rect(area.x, area.y, area.w, area.h);
    }

    /// A frame around something; what it touches.
    pub fn frame(&self, area: &Area, width: f64) -> Area {
        let by = |room: f64| {
            let Area { x, y, w, h } = *area;
            Area { x: x - room, y: y - room, w: w + 2.0 * room, h: h + 2.0 * room }
        };
        self.stroke(Ink::Text, width, &[]);
        self.round(&by(1.5), 5.0);
        self.context.stroke();
        by(5.0)
    }

    /// Draws everything, moved down to the area and cut at its borders: an arrow to a lane out of
    /// sight leaves the picture.
    pub fn all(&self, draws: &[Draw], area: &Area) {
        let y = area.y;
        self.context.save();
        self.forget();
        self.context.begin_path();
        self.context.rect(area.x, y, area.w, area.h);
        self.context.clip();
        let _ = self.context.translate(0.0, y);
        let mut batch = Batch::default();
        for draw in draws {
            if batch.take(draw) {
                continue;
            }
            if !Batch::is_beside(draw) {
                self.flush(&mut batch);
            }
            self.draw(draw, y);
        }
        self.flush(&mut batch);
        self.context.restore();
        self.forget();
    }

    fn flush(&self, batch: &mut Batch) {
        batch.flush(|ink, area| {
            self.fill(ink);
            self.context.fill_rect(area.x, area.y, area.w, area.h);
        });
    }

    fn forget(&self) {
        self.filled.set(None);
        self.stroked.set(None);
        self.written.set(None);
    }

    /// The playhead at `x`, with what it says above it, on a picture of this size; what it touches.
    pub fn playhead(&self, x: f64, said: &str, width: f64, height: f64) -> Area {
        let room = trace_view::width_of(said, Size::Tick) + 12.0;
        let left = (x - room / 2.0).min(width - room).max(0.0);
        self.line(&[x, 16.0, x, height], Ink::Cursor, 2.0, Stroke::Solid);
        self.fill(Ink::Cursor);
        self.round(&Area { x: left, y: 3.0, w: room, h: 17.0 }, 8.5);
        self.context.fill();
        self.text([left + room / 2.0, 15.5], said, Ink::Background, Size::Tick, Align::Middle);
        Area { x: left.min(x) - 2.0, y: 0.0, w: room + 4.0, h: height }
    }

    fn draw(&self, draw: &Draw, below: f64) {
        match draw {
            Draw::Rect { area, radius, fill, edge, pattern } => {
                self.fill(*fill);
                self.round(area, *radius);
                self.context.fill();
                if let Some(edge) = edge {
                    self.edge(area, *radius, *edge, *pattern, below);
                }
            }
            Draw::Tint { area, ink } => {
                self.fill(*ink);
                self.context.set_global_alpha(0.12);
                self.context.fill_rect(area.x, area.y, area.w, area.h);
                self.context.set_global_alpha(1.0);
            }
            Draw::Line { ends, ink, width, stroke } => self.line(ends, *ink, *width, *stroke),
            Draw::Arrow { ends, kind, ink } => self.arrow(ends, *kind, *ink),
            Draw::Glyph { x, y, kind, ink } => self.glyph(*x, *y, *kind, *ink),
            Draw::Break { x, y } => self.fold(*x, *y),
            Draw::Text { x, y, text, ink, size, align } => {
                self.text([*x, *y], text, *ink, *size, *align);
            }
        }
    }

    /// Pattern and border, inside of the area.
    fn edge(&self, area: &Area, radius: f64, ink: Ink, pattern: Pattern, below: f64) {
        let (w, h) = ((area.w - 1.0).max(0.1), area.h - 1.0);
        let inner = Area { x: area.x + 0.5, y: area.y + 0.5, w, h };
        self.patterned(&inner, ink, pattern, below);
        self.stroke(ink, 1.0, if pattern == Pattern::Dashed { &[4.0, 3.0] } else { &[] });
        self.round(&inner, (radius - 0.5).max(0.0));
        self.context.stroke();
    }

    /// Fills with a pattern, whose tiles are made of the device's pixels.
    fn patterned(&self, area: &Area, ink: Ink, pattern: Pattern, below: f64) {
        let Some(tile) = self.tile(pattern, ink) else { return };
        let ratio = self.ratio;
        self.context.save();
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.set_fill_style_canvas_pattern(&tile);
        let y = (area.y + below) * ratio;
        self.context.fill_rect(area.x * ratio, y, area.w * ratio, area.h * ratio);
        self.context.restore();
    }

    fn tile(&self, pattern: Pattern, ink: Ink) -> Option<CanvasPattern> {
        let (side, strokes) = strokes(pattern)?;
        let mut tiles = self.tiles.borrow_mut();
        let known = tiles.iter().find(|(known, with, _)| (*known, *with) == (pattern, ink));
        if let Some((_, _, tile)) = known {
            return Some(tile.clone());
        }
        let tile = self.make_tile(side, strokes, ink)?;
        tiles.push((pattern, ink, tile.clone()));
        Some(tile)
    }

    fn make_tile(&self, side: f64, strokes: &[[f64; 4]], ink: Ink) -> Option<CanvasPattern> {
        let page = web_sys::window()?.document()?;
        let tile: HtmlCanvasElement = page.create_element("canvas").ok()?.unchecked_into();
        let pixels = (side * self.ratio).round();
        tile.set_width(pixels as u32);
        tile.set_height(pixels as u32);
        let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.unchecked_into();
        context.scale(pixels / side, pixels / side).ok()?;
        context.set_stroke_style_str(self.palette.colour(ink));
        context.set_global_alpha(0.45);
        context.begin_path();
        for [x1, y1, x2, y2] in strokes {
            context.move_to(*x1, *y1);
            context.line_to(*x2, *y2);
        }
        context.stroke();
        self.context.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
    }

    fn line(&self, ends: &[f64; 4], ink: Ink, width: f64, stroke: Stroke) {
        let [x1, y1, x2, y2] = ends.map(|end| if width == 1.0 { crisp(end) } else { end });
        self.stroke(ink, width, if stroke == Stroke::Dashed { &[3.0, 3.0] } else { &[] });
        self.context.begin_path();
        self.context.move_to(x1, y1);
        self.context.line_to(x2, y2);
        self.context.stroke();
    }

    /// A line and a head that points along it.
    fn arrow(&self, ends: &[f64; 4], kind: ArrowKind, ink: Ink) {
        let [x1, y1, x2, y2] = *ends;
        self.line(ends, ink, kind.width(), kind.stroke());
        let length = (x2 - x1).hypot(y2 - y1).max(0.1);
        let (dx, dy) = ((x2 - x1) / length * 6.0, (y2 - y1) / length * 6.0);
        let (left, right) = ([-dx - dy / 2.0, dx / 2.0 - dy], [dy / 2.0 - dx, -dy - dx / 2.0]);
        self.fill(ink);
        self.outline(x2, y2, &[[0.0, 0.0], left, right]);
        self.context.fill();
    }

    fn glyph(&self, x: f64, y: f64, kind: MarkKind, ink: Ink) {
        match kind {
            MarkKind::Return => return self.circle(x, y, 3.0, ink),
            MarkKind::Raise => return self.cross(x, y, ink),
            MarkKind::Error => {
                self.circle(x, y, 8.0, ink);
                return self.cross(x, y, Ink::Background);
            }
            _ => {}
        }
        self.fill(ink);
        self.outline(x, y, kind.outline());
        self.context.fill();
        self.stroke(Ink::Background, 1.0, &[]);
        self.context.stroke();
    }

    fn cross(&self, x: f64, y: f64, ink: Ink) {
        const R: f64 = 3.5;
        self.line(&[x - R, y - R, x + R, y + R], ink, 2.0, Stroke::Solid);
        self.line(&[x - R, y + R, x + R, y - R], ink, 2.0, Stroke::Solid);
    }

    fn circle(&self, x: f64, y: f64, r: f64, ink: Ink) {
        self.fill(ink);
        self.context.begin_path();
        let _ = self.context.arc(x, y, r, 0.0, std::f64::consts::TAU);
        self.context.fill();
    }

    fn fold(&self, x: f64, y: f64) {
        self.fill(Ink::Background);
        self.context.fill_rect(x - 3.0, y - 2.0, 6.0, 4.0);
        for shift in [-2.0, 2.0] {
            let ends = [x + shift - 2.0, y + 5.0, x + shift + 2.0, y - 5.0];
            self.line(&ends, Ink::TextSoft, 1.25, Stroke::Solid);
        }
    }

    fn text(&self, [x, y]: [f64; 2], text: &str, ink: Ink, size: Size, align: Align) {
        if self.written.replace(Some((size, align))) != Some((size, align)) {
            self.context.set_font(font(size));
            self.context.set_text_align(match align {
                Align::Start => "start",
                Align::Middle => "center",
            });
        }
        self.fill(ink);
        let _ = self.context.fill_text(text, x, y);
    }

    fn round(&self, area: &Area, radius: f64) {
        self.context.begin_path();
        if radius < 0.3 {
            return self.context.rect(area.x, area.y, area.w, area.h);
        }
        let radius = radius.min(area.h / 2.0).max(0.0);
        let (x, y, w, h) = (area.x, area.y, area.w, area.h);
        let _ = self.context.round_rect_with_f64(x, y, w, h, radius);
    }

    fn outline(&self, x: f64, y: f64, points: &[[f64; 2]]) {
        self.context.begin_path();
        for [dx, dy] in points {
            self.context.line_to(x + dx, y + dy);
        }
        self.context.close_path();
    }

    fn fill(&self, ink: Ink) {
        if self.filled.replace(Some(ink)) != Some(ink) {
            self.context.set_fill_style_str(self.palette.colour(ink));
        }
    }

    fn stroke(&self, ink: Ink, width: f64, dashes: &'static [f64]) {
        if self.stroked.replace(Some((ink, width, dashes))) == Some((ink, width, dashes)) {
            return;
        }
        self.context.set_stroke_style_str(self.palette.colour(ink));
        self.context.set_line_width(width);
        let dashes: js_sys::Array = dashes.iter().map(|&dash| JsValue::from_f64(dash)).collect();
        let _ = self.context.set_line_dash(&dashes);
    }
}

/// A thin line is sharp in the middle of a pixel.
fn crisp(at: f64) -> f64 {
    at.floor() + 0.5
}

/// The side of a pattern's tile and the strokes on it.
fn strokes(pattern: Pattern) -> Option<(f64, &'static [[f64; 4]])> {
    const RISING: [[f64; 4]; 3] =
        [[0.0, 8.0, 8.0, 0.0], [-2.0, 2.0, 2.0, -2.0], [6.0, 10.0, 10.0, 6.0]];
    const CROSSED: [[f64; 4]; 2] = [[0.0, 9.0, 9.0, 0.0], [0.0, 0.0, 9.0, 9.0]];
    Some(match pattern {
        Pattern::Dots => (5.0, &[[2.0, 2.5, 3.0, 2.5]]),
        Pattern::Hatch => (8.0, &RISING),
        Pattern::Cross => (9.0, &CROSSED),
        Pattern::Lines => (4.0, &[[0.0, 0.5, 4.0, 0.5]]),
        Pattern::Stripes => (4.0, &[[0.5, 0.0, 0.5, 4.0]]),
        Pattern::Solid | Pattern::Dashed | Pattern::Thread | Pattern::Empty => return None,
    })
}
