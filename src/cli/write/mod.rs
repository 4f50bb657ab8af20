//! What every writing command shares: who writes, the desk, the judgement, the diff, the writing itself, and what to do next.

pub(crate) mod aim;
pub(crate) mod ask;
pub(crate) mod bulk;
pub(crate) mod commit;
pub(crate) mod common;
pub(crate) mod each;
pub(crate) mod edited;
pub(crate) mod editor;
pub(crate) mod finish;
pub(crate) mod options;
pub(crate) mod plans;
pub(crate) mod record;
pub(crate) mod register;
pub(crate) mod select;
pub(crate) mod session;
pub(crate) mod steps;
