//! VIS-12: an account manager's visits are spread over the customers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::model::period::{Period, PeriodKind};
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, periods, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "VIS-12",
    title: words("拜访不偏于个别客户", "visits are spread over the customers, not only to favourites"),
    sources: &[source(Seed::S001, "客户关系维护制度 第二十条")],
    quote: "不要只去访问特定的客户,而应进行巡回访问",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "customers",
            default: Default::Int(3),
            strict: Strict::Low,
            unit: words("个", "customers"),
            what: words("负责几个以上客户的才判断", "how many customers an account manager must have to be judged"),
        },
        Param {
            name: "visits",
            default: Default::Int(10),
            strict: Strict::Low,
            unit: words("次", "visits"),
            what: words("一季度拜访几次以上的才判断", "how many visits in the quarter he or she must have made to be judged"),
        },
        Param {
            name: "max_share",
            default: Default::Int(60),
            strict: Strict::Low,
            unit: words("%", "%"),
            what: words("一个客户最多占拜访次数的百分之几", "the greatest share of the visits that one customer may have"),
        },
    ],
    needs: &[DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中客户经理的「编号」", "`id` of the account manager in the staff register"),
    meaning: words(
        "负责 3 个以上客户、最近一个完整季度内对他们共有 10 次以上会面或现场走访的客户经理：一个客户占了 60% 以上的拜访，而另有客户一次也没有。季度开始以后才建档的客户、才到岗的客户经理不算；季度开始时制度还没有施行的，不判断。",
        "For an account manager with at least 3 customers and at least 10 meetings or visits on site with them in the newest complete quarter: one customer had more than 60% of the visits while another had none. A customer whose archive was set up after the quarter began does not count, nor an account manager who came later; a quarter that began before the regulation took effect is not judged.",
    ),
    remedy: words("请安排走访还没有拜访的客户", "plan visits to the customers that were left out"),
    bad: "# 周岚 2026 年二季度：云岭移动 9 次，江北广电 2 次，第三个客户 0 次",
    good: "# 周岚 2026 年二季度：云岭移动 7 次，江北广电 3 次，第三个客户 1 次",
    run: Run::Archive(run),
};

/// The customers of each account manager who count in the quarter, with the visits that he or she made there.
type Rounds<'a> = BTreeMap<&'a str, Vec<(&'a CustomerFolder, i64)>>;

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(quarter) = scene.complete(PeriodKind::Quarter, None) else { return };
    let archive = scene.archive;
    // Of a part of the archive nobody knows how the visits are spread, nor whose customer one is whose document could not be read.
    if !scene.world.customers_complete || archive.customers.iter().any(|folder| folder.has_unread(DocKind::Customer)) {
        return;
    }
    for (manager, round) in rounds(&archive.customers, scene.world, quarter) {
        let came: Option<NaiveDate> = scene.world.staff.row(manager).and_then(|row| row.active_from.value());
        if scene.complete(PeriodKind::Quarter, came).is_some() {
            judge(scene, manager, &round, quarter);
        }
    }
}

fn rounds<'a>(customers: &'a [CustomerFolder], world: &crate::world::World, quarter: Period) -> Rounds<'a> {
    let mut out = Rounds::new();
    for folder in customers {
        let Some(record) = folder.profile.as_ref().map(|doc| &doc.record) else { continue };
        let Some(manager) = record.account_manager.get().filter(|staff| staff.known) else { continue };
        if periods::counts_of(quarter, world, record) {
            let visits = folder.gathered.of_staff(&manager.id).map_or(0, |seen| seen.visits);
            out.entry(&*manager.id).or_default().push((folder, i64::from(visits)));
        }
    }
    out
}

fn judge(scene: &mut ArchiveScene<'_>, manager: &str, round: &[(&CustomerFolder, i64)], quarter: Period) {
    let total: i64 = round.iter().map(|(_, visits)| visits).sum();
    // Of a customer with an unread report nobody knows how many visits there were.
    if round.iter().any(|(folder, _)| folder.has_unread(DocKind::ContactReport)) {
        return;
    }
    let few = i64::try_from(round.len()).is_ok_and(|count| count < scene.param("customers")) || total < scene.param("visits");
    let Some((favourite, most)) = round.iter().max_by_key(|(_, visits)| *visits).filter(|_| !few && total > 0) else { return };
    let left_out: Vec<&str> = round.iter().filter(|(_, visits)| *visits == 0).map(|(folder, _)| folder.called()).collect();
    let limit = scene.param("max_share");
    if most * 100 <= limit * total || left_out.is_empty() {
        return;
    }
    let Some((info, span)) = scene.staff_place(manager) else { return };
    let lang = scene.lang();
    let name = scene.world.staff.names.called(manager).to_owned();
    // Up to the next whole percent: never said as the limit itself.
    let (period, favourite, share) = (quarter.label(lang), favourite.called(), (most * 100 + total - 1) / total);
    // An account manager of hundreds is told of a few by name.
    let count = left_out.len();
    let list = lang.join(left_out.iter().take(5).copied());
    let list = if count > 5 { say!(lang, "{list} 等 {count} 个客户", "{list} and others, {count} in all,") } else { list };
    let message = say!(
        lang,
        "{name}在 {period}拜访 {total} 次，其中{favourite} {most} 次（{share}%，超过 {limit}%），而{list}一次也没有",
        "of the {total} visits of {name} in {period}, {favourite} had {most} ({share}%, more than {limit}%) and {list} none"
    );
    scene.find(&info, span, "staff.id", message).about(manager);
}
