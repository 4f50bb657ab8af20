//! What the tests of all formats share.

mod ci;
mod machine;
mod text;

use crate::findings::{Fix, Level, Position, Safety};
use crate::source::{Edit, Span};

use super::*;

const PEOPLE: &str = "customers/starbridge/key-people.toml";
const PLAN: &str = "customers/yunling/plans/2026.toml";

const PEOPLE_TEXT: &str = "[[people]]\nid = \"li-guoqiang\"\nname = \"李国强\"\nours = [\"zhou-lan\"]   # 独占\n";
const PLAN_TEXT: &str =
    "year = 2026\r\n[[revenue_plan.lines]]\r\nproject = \"星桥机房\"\r\n\"获取率\" =\t0.6  # 待核\r\nnext = \"２０２６－０７－１５\"\r\n";

/// The span of `needle` in `text`.
fn span(text: &str, needle: &str) -> Span {
    let at = text.find(needle).expect("the needle is in the text");
    Span::new(at as u32, (at + needle.len()) as u32)
}

fn position(text: &str, at: u32) -> Position {
    let before = &text[..at as usize];
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1;
    Position { line, column }
}

/// A finding at `span` of a text.
fn at(path: &str, text: &str, span: Span) -> Finding {
    let customer = path.strip_prefix("customers/").and_then(|rest| rest.split('/').next());
    Finding {
        rule: "FRM-03",
        level: Level::Error,
        customer: customer.map(Arc::from),
        path: path.into(),
        span,
        start: position(text, span.start),
        end: position(text, span.end),
        field: String::new(),
        subject: String::new(),
        message: "这里不对".to_owned(),
        help: "".into(),
        fix: None,
        of_value: false,
    }
}

fn fix(span: Span, text: &str, safety: Safety) -> Option<Fix> {
    Some(Fix { edits: vec![Edit { span, text: text.to_owned() }], safety })
}

fn findings() -> Vec<Finding> {
    let ours = span(PEOPLE_TEXT, "ours = [\"zhou-lan\"]");
    let end = PEOPLE_TEXT.len() as u32;
    let rate = span(PLAN_TEXT, "0.6");
    let next = span(PLAN_TEXT, "\"２０２６－０７－１５\"");
    vec![
        Finding {
            rule: "COV-03",
            field: "ours".to_owned(),
            message: "李国强只有客户经理周岚一人联系，已超过 50 %".to_owned(),
            help: "再安排一位同事：kehu set starbridge/li-guoqiang ours=zhou-lan,wu-min".into(),
            fix: fix(Span::new(end, end), "status = \"positive\"\n", Safety::Example),
            ..at(PEOPLE, PEOPLE_TEXT, ours)
        },
        Finding {
            rule: "F7B-04",
            level: Level::Warning,
            message: "获取率 0.6 小于 1，疑为小数，应写 0–100 的百分数".to_owned(),
            help: "改为 60，或写成 \"0.6%\"".into(),
            fix: fix(rate, "60", Safety::Unsafe),
            ..at(PLAN, PLAN_TEXT, rate)
        },
        Finding {
            rule: "ARC-05",
            level: Level::Info,
            message: "下一次联系的日期用了全角字符".to_owned(),
            fix: fix(next, "2026-07-15", Safety::Safe),
            ..at(PLAN, PLAN_TEXT, next)
        },
        Finding { customer: None, message: "没有上级".to_owned(), ..at("staff.toml", "", Span::default()) },
    ]
}

fn source(path: &str) -> Option<Arc<str>> {
    match path {
        PEOPLE => Some(PEOPLE_TEXT.into()),
        PLAN => Some(PLAN_TEXT.into()),
        _ => None,
    }
}

fn report<'a>(findings: &'a [Finding], lang: Lang) -> Report<'a> {
    Report {
        findings,
        prints: fingerprints(findings),
        suppressed: &[],
        fail_on: Level::Error,
        as_of: chrono::NaiveDate::from_ymd_opt(2026, 7, 8),
        unread: &[],
        sealed: 0,
        not_judged: &[],
        files: 42,
        customers: three(),
        sources: &source,
        lang,
        color: false,
        width: None,
    }
}

/// Three customers; the third has nobody to look after it.
fn three() -> &'static [About] {
    static THREE: std::sync::LazyLock<Vec<About>> = std::sync::LazyLock::new(|| {
        let about = |id: &str, name: &str, manager: &str| About { id: id.into(), name: name.to_owned(), manager: manager.to_owned() };
        vec![about("jiangbei", "江北广电", "周岚"), about("starbridge", "星桥<设备>", "陈立"), about("yunling", "云岭移动", "")]
    });
    &THREE
}

fn gaps() -> (Vec<Unread>, Vec<NotJudged>) {
    let not =
        |customer: Option<&str>, rule, because: &str| NotJudged { rule, customer: customer.map(Arc::from), because: because.to_owned() };
    let unread =
        vec![Unread {
            customer: None, path: "customers/jiangbei/customer.toml".into(), reason: "编码像 GB18030，不是 UTF-8".to_owned()
        }];
    let mut judged: Vec<NotJudged> =
        (0..13).map(|n| NotJudged { rule: "F3-10", customer: Some(format!("c{n:02}").into()), because: "无历史".to_owned() }).collect();
    judged.push(not(Some("jiangbei"), "F1-02", "customer.toml 未能读取"));
    judged.push(not(None, "STA-01", "没有提交登记"));
    (unread, judged)
}

fn show(format: Format, report: &Report<'_>) -> String {
    String::from_utf8(render(format, report)).expect("UTF-8")
}
