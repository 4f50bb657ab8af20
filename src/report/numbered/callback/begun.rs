//! What the archive knows of the four parts, as texts for the evaluation that somebody begins.

use crate::report::numbered::Ask;
use crate::say;

use super::{cadence, open, results};

/// The texts of the evaluation as it is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// 一、回访计划完成情况；三、未解决的问题
    pub summary: String,
    /// 二、成效
    pub achievements: String,
    /// 四、改进与建议
    pub improvements: String,
}

/// The parts as far as the archive knows them.
#[must_use]
pub fn begun(ask: &Ask<'_>) -> Begun {
    let lang = ask.lang();
    let duties = cadence::duties(ask);
    let open = open::find(ask);
    let missing: usize = duties.iter().filter(|duty| !duty.is_by_choice()).map(|duty| duty.missing).sum();
    let mut summary = vec![super::summary(&duties, missing, 0, lang)];
    summary.extend(open::lines(&open, lang));
    if open.is_empty() {
        summary.push(say!(lang, "没有未解决的问题", "no problems are left"));
    }
    Begun {
        summary: summary.join("\n"),
        achievements: results::known(ask).join("\n"),
        improvements: results::lacking(&duties, lang).join("\n"),
    }
}
