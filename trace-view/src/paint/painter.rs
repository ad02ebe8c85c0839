//! Walks through a scene and says what to draw.

use super::{AXIS, Align, Area, Draw, Focus, LANE, OUTPUT, Viewport};
use crate::durations::format_ns;
use crate::ink::Ink;
use crate::scale::{Scale, ScaleKind, Tick};
use crate::scene::{Arrow, Crowd, Lane, LaneKind, Mark, MarkKind, Piece, Row, Rows, Scene};
use crate::state::{Pattern, State};
use crate::words::{Size, fit, width_of};

/// Between two arrows there should be so many pixels; beyond that only the selected lane's show.
const ARROW_ROOM: f64 = 5.0;

/// A letter of the output is wider.
const LETTER: f64 = 6.0;

/// Of marks that share a pixel, so many are looked at.
const MARKS_IN_A_PIXEL: usize = 16;

/// Everything to draw, from the back to the front, a lane in each row.
pub fn paint(scene: &Scene, scale: &Scale, view: &Viewport, focus: Focus) -> Vec<Draw> {
    paint_rows(scene, &Rows::plain(scene), scale, view, focus)
}

/// The same with lanes where `rows` has them.
pub fn paint_rows(
    scene: &Scene, rows: &Rows, scale: &Scale, view: &Viewport, focus: Focus,
) -> Vec<Draw> {
    let mut painter = Painter { scene, rows, scale, view, focus, out: Vec::new() };
    painter.grounds();
    let ticks = painter.tick_lines();
    painter.arrows();
    for row in view.rows(rows) {
        match rows.all[row] {
            Row::Lane(lane) => painter.slices(lane as usize, row),
            Row::Group(group) => painter.crowd(&scene.groups[group as usize].crowd, row),
        }
    }
    painter.frozen();
    let marks = painter.some_marks();
    painter.marks(&marks);
    painter.axis(&ticks);
    painter.folds();
    painter.errors();
    painter.printed(&marks);
    painter.names();
    painter.cursor();
    painter.out
}

struct Painter<'a> {
    scene: &'a Scene,
    rows: &'a Rows,
    scale: &'a Scale,
    view: &'a Viewport,
    focus: Focus,
    out: Vec<Draw>,
}

impl<'a> Painter<'a> {
    fn grounds(&mut self) {
        let all = Area { x: 0.0, y: 0.0, w: self.view.width, h: self.view.height };
        self.rect(all, Ink::Background);
        for row in self.view.rows(self.rows).filter(|row| row % 2 == 0) {
            let y = self.view.middle(row) - LANE / 2.0;
            self.rect(Area { x: 0.0, y, w: self.view.width, h: LANE }, Ink::Surface);
        }
        if let Some(lane) = self.focus.lane {
            let y = self.y(lane) - LANE / 2.0;
            self.tint(Area { x: 0.0, y, w: self.view.width, h: LANE }, Ink::Select);
        }
    }

    fn tick_lines(&mut self) -> Vec<Tick> {
        let count = (self.view.room() / 96.0).floor().max(2.0) as usize;
        let ticks = self.scale.ticks(self.view.x0, self.view.x1, count);
        for tick in &ticks {
            let x = self.view.to_pixels(tick.x);
            self.line([x, AXIS, x, self.view.bottom()], Ink::Grid, 1.0);
        }
        ticks
    }

    /// Over the lanes, which may be scrolled below it.
    fn axis(&mut self, ticks: &[Tick]) {
        self.rect(Area { x: 0.0, y: 0.0, w: self.view.width, h: AXIS }, Ink::Background);
        let free = self.error().map_or(self.view.width, |(_, area, _)| area.x);
        for tick in ticks {
            let half = width_of(&tick.label, Size::Tick) / 2.0;
            let x = self.view.to_pixels(tick.x);
            self.line([x, AXIS - 6.0, x, AXIS], Ink::IdleEdge, 1.0);
            let x = x.min(self.view.width - 4.0 - half);
            if x + half < free {
                self.text(x, AXIS - 11.0, &tick.label, Ink::TextSoft, Size::Tick, Align::Middle);
            }
        }
        self.line([self.view.gutter, AXIS, self.view.width, AXIS], Ink::IdleEdge, 1.0);
    }

    /// Break marks, where there is room for one.
    fn folds(&mut self) {
        let folds = &self.scale.folds;
        let mut free = self.view.x0;
        loop {
            let next = folds.partition_point(|fold| fold.x0 < free);
            let Some(fold) = folds.get(next).filter(|fold| fold.x0 < self.view.x1) else {
                return;
            };
            let (left, right) = (self.view.to_pixels(fold.x0), self.view.to_pixels(fold.x1));
            if right - left >= 7.0 && (left + right) / 2.0 < self.view.width {
                self.out.push(Draw::Break { x: (left + right) / 2.0, y: AXIS });
            }
            free = self.view.from_pixels(left + 7.0).max(fold.x1);
        }
    }

    /// The middle of the row in which a lane is shown.
    fn y(&self, lane: usize) -> f64 {
        self.view.middle(self.rows.of(lane))
    }

    /// Bands that look the same and touch are drawn as one.
    fn slices(&mut self, at: usize, row: usize) {
        let lane: &Lane = &self.scene.lanes[at];
        let pixels = self.view.room() / self.view.grain;
        let y = self.view.middle(row);
        let mut band: Option<Piece> = None;
        for piece in lane.visible(self.scale, self.view.x0, self.view.x1, pixels) {
            let grown = band.filter(|band| band.looks_like(&piece));
            if let Some(grown) = grown {
                band = Some(Piece { x1: piece.x1, end: piece.end, ..grown });
                continue;
            }
            band.take().iter().for_each(|band| self.piece(band, y));
            match piece.count {
                1 => self.piece(&piece, y),
                _ => band = Some(piece),
            }
        }
        band.iter().for_each(|band| self.piece(band, y));
    }

    /// How many of a folded group do what: a bar as high as the most of them at once.
    fn crowd(&mut self, crowd: &Crowd, row: usize) {
        let foot = self.view.middle(row) + 11.0;
        let Viewport { x0, x1, gutter, .. } = *self.view;
        let place = Area { x: gutter, y: foot - 22.0, w: self.view.room(), h: 22.0 };
        super::overview::crowd(self.scene, self.scale, crowd, (x0, x1), &place, &mut self.out);
    }

    fn piece(&mut self, piece: &Piece, y: f64) {
        let left = self.view.to_pixels(piece.x0).max(self.view.gutter);
        let right = self.view.to_pixels(piece.x1).min(self.view.width);
        if piece.count > 1 {
            return self.several(piece, left, right, y);
        }
        let state = piece.state;
        let Some(h) = height(state) else {
            return self.nothing(state, left, right, y);
        };
        // A hair's breadth between neighbours, but never nothing at all.
        let w = (right - left - 0.75).max(0.75);
        let area = Area { x: left, y: y - h / 2.0, w, h };
        let edge = (w > 2.5).then(|| state.edge());
        let pattern = if w > 5.0 { state.pattern() } else { Pattern::Solid };
        let radius = (w / 3.0).min(4.0);
        self.out.push(Draw::Rect { area, radius, fill: state.fill(), edge, pattern });
        if h > 12.0 {
            let label = self.scene.label(piece.label);
            let label = if label.is_empty() { state.word() } else { label };
            self.label(label, left, w, y, state.on());
        }
    }

    /// Slices too short to be told apart: a band of the state that lasts, and along its foot the
    /// one that tells most. Neighbours join without a gap.
    fn several(&mut self, piece: &Piece, left: f64, right: f64, y: f64) {
        let w = (right - left).max(0.75);
        match height(piece.state) {
            Some(h) => self.rect(Area { x: left, y: y - h / 2.0, w, h }, piece.state.fill()),
            None => self.nothing(piece.state, left, right, y),
        }
        if piece.also != piece.state && height(piece.also).is_some() {
            self.rect(Area { x: left, y: y + 4.0, w, h: 7.0 }, piece.also.fill());
        }
    }

    /// A line for who has nothing to do, none for who is no more.
    fn nothing(&mut self, state: State, left: f64, right: f64, y: f64) {
        if state == State::Idle {
            self.line([left, y, right, y], state.edge(), 1.0);
        }
    }

    /// The label if it fits, otherwise its first word (`G10 worker`, `sleep 100 ms`) if that does.
    fn label(&mut self, label: &str, left: f64, w: f64, y: f64, ink: Ink) {
        let first = label.split(' ').next().unwrap_or(label);
        let fitting =
            [label, first].into_iter().find(|text| width_of(text, Size::Slice) <= w - 8.0);
        if let Some(text) = fitting {
            self.text(left + 5.0, y + 4.0, text, ink, Size::Slice, Align::Start);
        }
    }

    /// While the loop's thread stands still or Go's world is stopped, nothing at all goes on: the
    /// whole height says so.
    fn frozen(&mut self) {
        let Some(lane) = self.scene.lanes.first() else {
            return;
        };
        let pieces = lane.visible(
            self.scale,
            self.view.x0,
            self.view.x1,
            self.view.room() / self.view.grain,
        );
        for piece in pieces.filter(|piece| matches!(piece.state, State::Frozen | State::Stopped)) {
            let x = self.view.to_pixels(piece.x0).max(self.view.gutter);
            let w = self.view.to_pixels(piece.x1).min(self.view.width) - x;
            self.tint(Area { x, y: AXIS, w, h: self.view.bottom() - AXIS }, Ink::Frozen);
        }
    }

    fn arrows(&mut self) {
        let arrows = &self.scene.arrows;
        let first = arrows.partition_point(|arrow| self.scale.x_of(arrow.to) < self.view.x0);
        let last = arrows.partition_point(|arrow| self.scale.x_of(arrow.to) <= self.view.x1);
        let limit = (self.view.room() / ARROW_ROOM) as usize;
        if last - first <= limit {
            arrows[first..last].iter().for_each(|arrow| self.arrow(arrow));
        } else if let Some(lane) = self.focus.lane {
            let of_lane = |a: &&Arrow| a.from_lane as usize == lane || a.to_lane as usize == lane;
            let chosen = arrows[first..last].iter().take(limit * 64).filter(of_lane).take(limit);
            chosen.for_each(|arrow| self.arrow(arrow));
        }
    }

    fn arrow(&mut self, arrow: &Arrow) {
        let x1 = self.view.to_pixels(self.scale.x_of(arrow.from));
        let x2 = self.view.to_pixels(self.scale.x_of(arrow.to));
        let (from, to) = (arrow.from_lane as usize, arrow.to_lane as usize);
        let rows = self.view.rows(self.rows);
        let (from, to) = (self.rows.of(from), self.rows.of(to));
        let in_sight = rows.contains(&from) || rows.contains(&to);
        if from == to || x1 < self.view.gutter || !in_sight {
            return;
        }
        let down = if to > from { 1.0 } else { -1.0 };
        let ends = [x1, self.view.middle(from), x2, self.view.middle(to) - 10.0 * down];
        self.out.push(Draw::Arrow { ends, kind: arrow.kind, ink: arrow.kind.ink() });
    }

    /// Marks stand on the upper edge of their bar, at most one in four pixels of a lane.
    fn marks(&mut self, marks: &[(f64, &Mark)]) {
        let mut free = vec![f64::MIN; self.scene.lanes.len()];
        let rows = self.view.rows(self.rows);
        for &(x, mark) in marks {
            let row = self.rows.of(mark.lane as usize);
            let hidden = x < free[row] && mark.kind != MarkKind::Error;
            if hidden || !rows.contains(&row) {
                continue;
            }
            free[row] = x + self.view.grain.max(4.0);
            let on_bar = !matches!(mark.kind, MarkKind::Return | MarkKind::Raise | MarkKind::Error);
            let y = self.view.middle(row) - if on_bar { 11.0 } else { 0.0 };
            self.out.push(Draw::Glyph { x, y, kind: mark.kind, ink: mark.kind.ink() });
        }
    }

    /// Where and how a program failed, over the whole height.
    fn errors(&mut self) {
        if let Some((x, area, word)) = self.error() {
            self.line([x, AXIS - 6.0, x, self.view.bottom()], Ink::Error, 1.0);
            let middle = area.x + area.w / 2.0;
            self.text(middle, AXIS - 11.0, word, Ink::Error, Size::Tick, Align::Middle);
        }
    }

    /// The error's place, its word and the area of the axis it is written on. An error is the
    /// last thing that happens.
    fn error(&self) -> Option<(f64, Area, &'a str)> {
        let mark = self.marks_in_sight().last().filter(|mark| mark.kind == MarkKind::Error)?;
        let x = self.view.to_pixels(self.scale.x_of(mark.at));
        let word = self.scene.label(mark.label);
        let w = width_of(word, Size::Tick) + 12.0;
        let left = (x - w / 2.0).min(self.view.width - w).max(0.0);
        Some((x, Area { x: left, y: 4.0, w, h: 20.0 }, word))
    }

    /// The row below the lanes: what was printed, each text up to where the next begins.
    fn printed(&mut self, marks: &[(f64, &Mark)]) {
        let top = self.view.bottom();
        let below = Area { x: 0.0, y: top, w: self.view.width, h: OUTPUT };
        self.rect(below, Ink::Background);
        self.line([0.0, top, self.view.width, top], Ink::Grid, 1.0);
        let mut prints = marks.to_vec();
        prints.retain(|(_, mark)| mark.kind == MarkKind::Print);
        let mut free = f64::MIN;
        for (at, &(x, mark)) in prints.iter().enumerate() {
            let next = prints.get(at + 1).map_or(self.view.width, |&(next, _)| next);
            if x < free {
                continue;
            }
            self.line([x, top, x, top + 5.0], Ink::Print, 1.0);
            free = x + self.view.grain;
            let room = next - x;
            let label = Some(self.scene.label(mark.label)).filter(|_| room >= LETTER);
            if let Some(text) = label.and_then(|label| fit(label, room, Size::Print)) {
                free = x + width_of(&text, Size::Print);
                self.text(x - 1.0, top + 18.0, &text, Ink::Print, Size::Print, Align::Start);
            }
        }
        self.text(12.0, top + 18.0, "output", Ink::TextSoft, Size::Name, Align::Start);
    }

    fn marks_in_sight(&self) -> &'a [Mark] {
        let marks = &self.scene.marks;
        let first = marks.partition_point(|mark| self.scale.x_of(mark.at) < self.view.x0);
        let last = marks.partition_point(|mark| self.scale.x_of(mark.at) <= self.view.x1);
        &marks[first..last]
    }

    /// The marks in sight with their pixels, but of those that share one only the first few.
    fn some_marks(&self) -> Vec<(f64, &'a Mark)> {
        let mut rest = self.marks_in_sight();
        let mut some = Vec::new();
        while let Some(first) = rest.first() {
            let x = self.view.to_pixels(self.scale.x_of(first.at));
            let edge = self.view.from_pixels(x + 1.0);
            let here = rest.partition_point(|mark| self.scale.x_of(mark.at) < edge).max(1);
            some.extend(
                rest[..here.min(MARKS_IN_A_PIXEL)]
                    .iter()
                    .map(|mark| (self.view.to_pixels(self.scale.x_of(mark.at)), mark)),
            );
            rest = &rest[here..];
        }
        some
    }

    fn names(&mut self) {
        let left = if self.rows.heads.is_empty() { 12.0 } else { 12.0 + super::FOLD };
        for at in self.view.rows(self.rows) {
            let y = self.view.middle(at);
            let (name, ink) = self.name(at);
            if let Some(name) = fit(&name, self.view.gutter - 8.0 - left, Size::Name) {
                self.text(left, y + 4.5, &name, ink, Size::Name, Align::Start);
            }
        }
        let gutter = self.view.gutter;
        self.line([gutter, AXIS, gutter, self.view.bottom()], Ink::Grid, 1.0);
    }

    fn name(&self, row: usize) -> (String, Ink) {
        match self.rows.all[row] {
            Row::Group(group) => (self.scene.groups[group as usize].title(), Ink::Text),
            Row::Lane(at) => {
                let lane = &self.scene.lanes[at as usize];
                let ink = match lane.kind {
                    _ if self.focus.lane == Some(at as usize) => Ink::Select,
                    LaneKind::Proc(_) | LaneKind::Gc => Ink::TextSoft,
                    LaneKind::Fiber(_) => Ink::Text,
                };
                (lane.name.clone(), ink)
            }
        }
    }

    fn cursor(&mut self) {
        let Some(cursor) = self.focus.cursor else {
            return;
        };
        let x = self.view.to_pixels(self.scale.x(cursor));
        if x < self.view.gutter - 0.5 || x > self.view.width {
            return;
        }
        self.line([x, 16.0, x, self.view.height], Ink::Cursor, 2.0);
        let said = match self.scale.kind {
            ScaleKind::Steps => ["step ", &cursor.to_string()].concat(),
            _ => format_ns(self.scene.moment(cursor).ns),
        };
        let w = width_of(&said, Size::Tick) + 12.0;
        let left = (x - w / 2.0).min(self.view.width - w).max(0.0);
        let area = Area { x: left, y: 3.0, w, h: 17.0 };
        self.out.push(Draw::Rect {
            area,
            radius: 8.5,
            fill: Ink::Cursor,
            edge: None,
            pattern: Pattern::Solid,
        });
        self.text(left + w / 2.0, 15.5, &said, Ink::Background, Size::Tick, Align::Middle);
    }

    fn rect(&mut self, area: Area, fill: Ink) {
        self.out.push(Draw::Rect { area, radius: 0.0, fill, edge: None, pattern: Pattern::Solid });
    }

    fn tint(&mut self, area: Area, ink: Ink) {
        self.out.push(Draw::Tint { area, ink });
    }

    fn line(&mut self, ends: [f64; 4], ink: Ink, width: f64) {
        self.out.push(super::line(ends, ink, width));
    }

    fn text(&mut self, x: f64, y: f64, text: &str, ink: Ink, size: Size, align: Align) {
        self.out.push(Draw::Text { x, y, text: text.into(), ink, size, align });
    }
}

/// The height of a state's bar; `None` where there is only a line, or nothing.
pub(super) fn height(state: State) -> Option<f64> {
    match state {
        State::Idle | State::Ended => None,
        State::Running | State::Frozen | State::Stopped => Some(22.0),
        State::Loop | State::Marking => Some(12.0),
        State::Runnable | State::Blocked | State::Syscall | State::Sleeping | State::Overdue => {
            Some(18.0)
        }
    }
}
