//! What is under a pixel.

use super::painter::height;
use super::{Area, Viewport};
use crate::scale::Scale;
use crate::scene::{Lane, Pick, Row, Rows, Scene};

/// A slice narrower than so many pixels on each side of the pointer gives way to a wider one.
const REACH: f64 = 3.0;
/// Of slices near the pointer so many are looked at.
const NEAR_MAX: usize = 32;

/// What is under a pixel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// A slice.
    Slice(Pick),
    /// A folded group.
    Group(u32),
}

/// What is under the pixel at `x`, `y`.
pub fn hit(
    scene: &Scene, rows: &Rows, scale: &Scale, view: &Viewport, [x, y]: [f64; 2],
) -> Option<Hit> {
    if x < view.gutter {
        return None;
    }
    let lane = match view.row_at(rows, y)? {
        Row::Group(group) => return Some(Hit::Group(group)),
        Row::Lane(lane) => lane,
    };
    let [at, reach] = [view.from_pixels(x), REACH * (view.x1 - view.x0) / view.room()];
    let slice = near(&scene.lanes[lane as usize], scale, at, reach)?;
    Some(Hit::Slice(Pick { lane, slice }))
}

/// The slice at a place; of several within reach that can be seen the widest.
fn near(lane: &Lane, scale: &Scale, at: f64, reach: f64) -> Option<u32> {
    let slices = &lane.slices;
    let left = |index: usize| scale.x_of(slices[index].start);
    let width = |index: usize| scale.x_of(slices[index].end) - left(index);
    let here = slices.partition_point(|slice| scale.x_of(slice.start) <= at).checked_sub(1)?;
    if at > scale.x_of(slices[here].end) {
        return None;
    }
    let seen = |index: &usize| height(slices[*index].state).is_some();
    if width(here) >= reach && seen(&here) {
        return Some(here as u32);
    }
    let first = slices.partition_point(|slice| scale.x_of(slice.end) < at - reach);
    let near = (first..slices.len()).take_while(|&index| left(index) <= at + reach);
    let widest = near.take(NEAR_MAX).filter(seen).max_by(|&a, &b| width(a).total_cmp(&width(b)));
    widest.map(|index| index as u32)
}

/// Where a slice is drawn, whole; `None` if its lane is folded or out of sight.
pub fn area_of(
    scene: &Scene, rows: &Rows, scale: &Scale, view: &Viewport, pick: Pick,
) -> Option<Area> {
    let row = rows.of(pick.lane as usize);
    let shown = view.rows(rows).contains(&row) && rows.all[row] == Row::Lane(pick.lane);
    let slice = scene.slice(pick).filter(|_| shown)?;
    let h = height(slice.state).unwrap_or(12.0);
    let left = view.to_pixels(scale.x_of(slice.start));
    let right = view.to_pixels(scale.x_of(slice.end));
    Some(Area { x: left, y: view.middle(row) - h / 2.0, w: (right - left - 0.75).max(0.75), h })
}
