//! The lab in a Web Worker.
