//! The sizes that real Go's allocator has.
//!
//! **Models:** `internal/runtime/gc/sizeclasses.go`, `runtime/msize.go` (Go 1.27).

/// The allocator's size classes in bytes, up to which sizes are rounded up.
const SIZE_CLASSES: [u64; 67] = [
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
    384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
    2304, 2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
];
/// The next class, above which whole pages are taken.
const LARGEST_CLASS: u64 = 32768;
const PAGE: u64 = 8192;

/// `roundupsize`: the bytes that an object of `size` takes.
pub fn round_up(size: u64, pointers: bool) -> u64 {
    if size == 0 {
        return 0;
    }
    let header = if pointers && size > 512 { 8 } else { 0 };
    let wanted = size + header;
    if wanted > LARGEST_CLASS {
        return size.next_multiple_of(PAGE);
    }
    let class = SIZE_CLASSES.partition_point(|&class| class < wanted);
    SIZE_CLASSES.get(class).copied().unwrap_or(LARGEST_CLASS) - header
}
