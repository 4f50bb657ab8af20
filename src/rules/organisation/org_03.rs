//! ORG-03: no account manager has more than can be looked after.

use crate::archive::{DocKind, Loaded};
use crate::findings::Level;
use crate::rules::{ArchiveScene, Default, Levels, Param, Rule, Run, Seed, Strict, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-03",
    title: words("客户经理的工作量适当", "no account manager has more than can be looked after"),
    sources: &[source(Seed::S000, "第五条 3")],
    quote: "保证客户经理有时间、资源和自由去做好工作",
    level: Levels::Fixed(Level::Info),
    lesser: None,
    when: When::Audit,
    params: &[
        Param {
            name: "max_customers",
            default: Default::Int(12),
            strict: Strict::Low,
            unit: words("个", "customers"),
            what: words("一名客户经理至多负责几个客户", "how many customers one account manager has at most"),
        },
        Param {
            name: "max_people",
            default: Default::Int(60),
            strict: Strict::Low,
            unit: words("人", "people"),
            what: words("其客户的关键人物合计至多几人", "how many key people those customers have together at most"),
        },
    ],
    needs: &[DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("人员名册中该客户经理的「编号」", "the account manager's `id` in the staff register"),
    meaning: words(
        "一名在岗的客户经理负责的客户不超过 12 个，其关键人物合计不超过 60 人。已流失的客户、已离职的关键人物不计。",
        "An active account manager has no more than 12 customers, and these no more than 60 key people together. Lost customers and people who left do not count.",
    ),
    remedy: words("请市场部部长调整客户的分配，或增加人手", "the marketing director should spread the customers, or add people"),
    bad: "# 周岚负责 13 个客户",
    good: "# 周岚负责 12 个客户，关键人物 58 人",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let Some(today) = scene.today else { return };
    let archive: &Loaded = scene.archive;
    let staff = &scene.world.staff;
    // Customers and key people by row of the staff register.
    let mut load = vec![(0i64, 0i64); staff.rows.len()];
    for folder in &archive.customers {
        let Some(doc) = &folder.profile else { continue };
        if doc.record.lost_on.value().is_some_and(|lost| lost <= today) {
            continue;
        }
        let Some(at) = doc.record.account_manager.get().and_then(|one| staff.names.at(&one.id)) else { continue };
        if let Some(load) = load.get_mut(at) {
            load.0 += 1;
            load.1 += i64::try_from(folder.gathered.people).unwrap_or(i64::MAX);
        }
    }
    let (customers, people) = (scene.param("max_customers"), scene.param("max_people"));
    for (row, (held, known)) in staff.rows.iter().zip(load) {
        let Some(id) = row.id.get().filter(|_| (held > customers || known > people) && row.is_active(today)) else { continue };
        let Some((info, span)) = scene.staff_place(id) else { continue };
        let lang = scene.lang();
        let name = row.name.get().map_or(id.as_str(), |name| name.as_str());
        let message = say!(
            lang,
            "{name}负责 {held} 个客户、{known} 名关键人物；一名客户经理至多 {customers} 个客户、{people} 名关键人物",
            "{name} has {held} customers with {known} key people; {customers} customers and {people} key people at most"
        );
        scene.find(&info, span, "id", message).about(id);
    }
}
