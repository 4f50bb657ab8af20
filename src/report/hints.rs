//! Words that several commands say the same way.

use crate::say;
use crate::words::{Lang, plural};

/// An archive without customers: the first one.
#[must_use]
pub fn first_customer(lang: Lang) -> String {
    say!(
        lang,
        "档案里还没有客户：先用 `kehu add-customer 单位名称` 建档",
        "there are no customers yet: begin with `kehu add-customer NAME`"
    )
}

/// How many errors and warnings: 错误 1 个、警告 2 个; `1 error, 2 warnings`.
#[must_use]
pub fn tally(errors: usize, warnings: usize, lang: Lang) -> String {
    let (error, warning) = (plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"));
    say!(lang, "错误 {errors} 个、警告 {warnings} 个", "{error}, {warning}")
}
