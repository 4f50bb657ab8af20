//! ANA-11: what an account manager is measured by is there to be measured.

use chrono::{Datelike, NaiveDate};

use crate::archive::gathered::twelve_months_before;
use crate::archive::{CustomerFolder, Doc, DocKind};
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::form::registers::Targets;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, ours, source};
use crate::say;
use crate::words::{Words, words};

use super::has_signed;

pub(super) static RULE: Rule = Rule {
    id: "ANA-11",
    title: words("客户经理考核所需的数据齐全", "what an account manager is measured by is there"),
    sources: &[source(Seed::S004, "二 C)")],
    quote: "销售目标的达成情况、销售份额、客户满意度和忠诚度、大客户流失率",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "churn_days",
            default: Default::Int(365),
            strict: Strict::Low,
            unit: words("天", "days"),
            what: words(
                "上一期有交易的客户，到期末几天没有交易为流失",
                "after how many days without an order, up to the end of the period, a customer of the period before is lost",
            ),
        },
        weight("weight_sales", words("考核得分中销售目标达成率的权重", "weight of sales against the target in the scorecard")),
        weight("weight_share", words("考核得分中销售份额的权重", "weight of the share of all sales in the scorecard")),
        weight("weight_satisfaction", words("考核得分中客户满意度的权重", "weight of satisfaction in the scorecard")),
        weight(
            "weight_loyalty",
            words("考核得分中客户忠诚度的权重，流失率由此计入", "weight of loyalty in the scorecard; churn counts by it"),
        ),
        weight(
            "weight_archive",
            words(
                "考核得分中档案工作（建议办结、报告按时）的权重",
                "weight of archive work (suggestions closed, reports on time) in the scorecard",
            ),
        ),
    ],
    needs: &[DocKind::Staff],
    uses: &[DocKind::Targets],
    yields_to: &[],
    anchor: words("人员名册中该人员的「编号」", "the person's `id` in staff.toml"),
    meaning: words(
        "有当年的 targets/<年度> 时，每位负责签约及以后阶段客户的在岗客户经理：其中有其人员目标和销售份额；其客户中至少一个在最近 12 个月做过满意度调查，至少一个有 orders.csv（忠诚度 = 前后两期都有交易的客户 ÷ 前一期有交易的客户；流失率由此得出，见 `kehu stats churn`：上一期有交易的客户中，到期末已有 365 天没有交易的所占比例）。缺几项合为一条。",
        "Where the year's targets/<year> is there: for every active account manager with customers that have signed it has a staff target and its `share`; at least one of those customers was surveyed within the last 12 months, and at least one has orders.csv (loyalty = customers with orders in both periods ÷ those with orders in the earlier one; churn follows, see `kehu stats churn`: of the customers with orders in the period before, those without one for 365 days at its end). One finding names all that is missing.",
    ),
    remedy: words("请补齐，考核才有依据", "fill it in: only then can the work be measured"),
    bad: "# targets/2026.toml 中没有周岚的人员目标",
    good: "[[staff]]\nstaff = \"zhou-lan\"\nsales = 1200\nshare = 40",
    run: Run::Archive(run),
};

/// A weight of the scorecard: no regulation says one, so that all count the same.
const fn weight(name: &'static str, what: Words) -> Param {
    Param { name, default: Default::Tenths(10), strict: Strict::Neither, unit: words("", ""), what }
}

fn run(scene: &mut ArchiveScene<'_>) {
    // Of a part of the archive nobody knows what is missing.
    let (archive, Some(today)) = (scene.archive, scene.today.filter(|_| scene.world.customers_complete)) else { return };
    let of_year = |doc: &&Doc<Targets>| doc.record.year.value().map(|year| year.0).or_else(|| doc.stem.parse().ok()) == Some(today.year());
    let Some(targets) = archive.registers.targets.iter().find(of_year) else { return };
    for (id, _) in ours::with_role(scene.world, StaffRole::AccountManager, today) {
        let customers: Vec<&CustomerFolder> = archive.customers.iter().filter(|folder| is_held(folder, id, today)).collect();
        let missing = missing(targets, &customers, id, today);
        if customers.is_empty() || missing.is_empty() {
            continue;
        }
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let lang = scene.lang();
        let list = lang.join(missing.iter().map(|item| item.get(lang)));
        let name = ours::name(scene.world, id);
        let year = today.year();
        let message = say!(lang, "{name} {year} 年考核缺少：{list}", "{name} cannot be measured for {year}: missing {list}");
        scene.find(&info, span, "staff.id", message).about(id);
    }
}

/// Whether the customer has signed, is this person's and is not lost.
fn is_held(folder: &CustomerFolder, id: &str, today: NaiveDate) -> bool {
    folder.profile.as_ref().is_some_and(|doc| {
        let lost = doc.record.lost_on.value().is_some_and(|lost| lost <= today);
        has_signed(doc.record.lifecycle.value()) && !lost && doc.record.account_manager.get().is_some_and(|manager| manager.is(id))
    })
}

fn missing(targets: &Doc<Targets>, customers: &[&CustomerFolder], id: &str, today: NaiveDate) -> Vec<Words> {
    let mut out = Vec::new();
    let mut rows = targets.record.staff.get().into_iter().flat_map(|rows| rows.iter());
    match rows.find(|row| row.staff.get().is_some_and(|staff| staff.is(id))) {
        None => {
            out.push(words("人员目标（targets 的 staff）", "a staff target in targets"));
            out.push(words("销售份额", "its share"));
        }
        Some(row) if row.share.is_blank() => out.push(words("销售份额（人员目标的 share）", "the share of the staff target")),
        Some(_) => {}
    }
    let since = twelve_months_before(today);
    if !customers.iter().any(|folder| has_survey(folder, since)) {
        out.push(words("近 12 个月的满意度调查", "a satisfaction survey within 12 months"));
    }
    let known = |folder: &&&CustomerFolder| folder.gathered.trade.is_some() || folder.has_unread(DocKind::Orders);
    if !customers.iter().any(|folder| known(&folder)) {
        out.push(words("计算忠诚度和流失率的交易记录（orders.csv）", "orders (orders.csv) for loyalty and churn"));
    }
    out
}

/// Whether the customer was surveyed since then; a survey that cannot be read may be of that time.
fn has_survey(folder: &CustomerFolder, since: NaiveDate) -> bool {
    folder.gathered.surveyed_on.is_some_and(|day| day >= since) || folder.has_unread(DocKind::Survey)
}
