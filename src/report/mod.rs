//! What kehu tells about an archive and about itself: pure, data in, a table or a page out.

pub mod explain;
pub mod list;
pub mod reference;
pub mod revenue;
