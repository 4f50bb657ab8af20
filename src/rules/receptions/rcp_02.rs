//! RCP-02: the plan of a reception is approved high enough.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{StaffRole, Tier, VisitorRank};
use crate::form::reader::{key_line, literal};
use crate::form::staff::StaffRow;
use crate::rules::{Default, Levels, Param, ParamValue, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::words::{Words, words};
use crate::world::{Rank, World};

use super::Visit;

/// 公司领导
const EXECUTIVE: Default = Default::One(&["executive", "executive_top", "marketing_director", "regional_manager", "account_manager"]);
/// 主管领导: whoever leads the department, or higher.
const MANAGER: Default = Default::One(&["marketing_director", "regional_manager", "executive", "executive_top", "account_manager"]);

const fn param(name: &'static str, default: Default, what: Words) -> Param {
    Param { name, default, strict: Strict::Neither, unit: words("岗位", "role"), what }
}

pub(super) static RULE: Rule = Rule {
    id: "RCP-02",
    title: words("接待方案由相应级别的领导审批", "the plan of a reception is approved at the right level"),
    sources: &[source(Seed::S003, "第十条（三）")],
    quote: "招待方案由业务单位拟订,报主管领导审批",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[
        param(
            "vip_top",
            EXECUTIVE,
            words(
                "VIP客户董事长/总经理来访，批准人至少是",
                "least role that approves a visit of a VIP customer's chairman or general manager",
            ),
        ),
        param(
            "vip_manager",
            MANAGER,
            words("VIP客户部门经理来访，批准人至少是", "least role that approves a visit of a VIP customer's department manager"),
        ),
        param(
            "key_top",
            MANAGER,
            words(
                "重点客户董事长/总经理来访，批准人至少是",
                "least role that approves a visit of a key customer's chairman or general manager",
            ),
        ),
    ],
    needs: &[DocKind::Customer],
    uses: &[DocKind::Reception, DocKind::Staff],
    yields_to: &[],
    anchor: words(
        "来访接待的「批准人」；没有填写时为记录的第一行",
        "`approved_by` of the reception; where it is missing the document's first line",
    ),
    meaning: words(
        "VIP客户董事长/总经理来访，方案由公司领导（含董事长、总经理）审批；VIP客户部门经理来访、重点客户董事长/总经理来访，由主管领导审批：市场部部长、大区经理或更高。其余来访由业务部自行安排，不需审批。级别由低到高：客户经理，大区经理和市场部部长，公司领导，董事长/总经理。",
        "A visit by the chairman or general manager of a VIP customer is approved by an executive (executive or executive_top); one by a department manager of a VIP customer, or by the chairman or general manager of a key customer, by the leader in charge: marketing director, regional manager or higher. Other visits need no approval. Ranks: account manager, then regional manager and marketing director, then executive, then executive_top.",
    ),
    remedy: words("请报相应级别的领导审批，并填写「批准人」", "have it approved at the right level and fill in `approved_by`"),
    bad: "visitor_rank = \"top\"\napproved_by = \"wu-fang\"      # VIP客户董事长来访，由市场部部长批准",
    good: "visitor_rank = \"top\"\napproved_by = \"gao-zhenyu\"   # 公司领导",
    run: Run::Customer(run),
};

/// The least role that has to approve, by the table and the policy; none where the department arranges it by itself.
pub(crate) fn approver(world: &World, tier: Tier, rank: VisitorRank) -> Option<StaffRole> {
    let name = match (tier, rank) {
        (Tier::Vip, VisitorRank::Top) => "vip_top",
        (Tier::Vip, VisitorRank::Manager) => "vip_manager",
        (Tier::Key, VisitorRank::Top) => "key_top",
        _ => return None,
    };
    let ParamValue::List(list) = world.policy.param(&RULE, name) else { return None };
    let word = list.into_iter().next()?;
    StaffRole::ALL.iter().copied().find(|role| role.key() == word)
}

fn run(scene: &mut Scene<'_>) {
    for visit in super::visits(scene) {
        if let Some(role) = approver(scene.world, visit.tier, visit.rank) {
            judge(scene, &visit, role);
        }
    }
}

fn judge(scene: &mut Scene<'_>, visit: &Visit<'_>, role: StaffRole) {
    let (lang, least) = (scene.lang(), Rank::of(role));
    let field = &visit.doc.record.approved_by;
    let (called, wanted) = (super::called(scene, visit), role.label(lang));
    let message = if field.is_blank() {
        say!(
            lang,
            "{called}，没有填写「批准人」，应由{wanted}或更高级别批准",
            "{called}: `approved_by` is not filled in; it takes a {wanted} or higher"
        )
    } else {
        // Somebody unknown was reported where the name is read.
        let Some(row) = field.get().and_then(|staff| scene.world.staff.row(&staff.id)) else { return };
        let Some(own) = row.role.value().filter(|_| row.rank() < least) else { return };
        let name = row.called();
        let own = own.label(lang);
        say!(
            lang,
            "{called}，由{own}{name}批准，应由{wanted}或更高级别批准",
            "{called}: approved by {name}, {own}; it takes a {wanted} or higher"
        )
    };
    let fits = |row: &&StaffRow| row.rank() >= least;
    let leader = scene.world.staff.rows.iter().filter(fits).find_map(|row| row.id.get()).map_or("…", |id| id.as_str()).to_owned();
    let info = &visit.doc.info;
    let right = literal(info.syntax, &leader);
    let finding = scene.find(info, field.or(visit.doc.record.head), "approved_by", message);
    if field.is_absent() {
        let line = key_line(info.syntax, "approved_by", &right);
        finding.help(say!(
            lang,
            "请报{wanted}或更高级别审批，并填写批准人，如 {line}",
            "have a {wanted} or higher approve it and fill in who did, as {line}"
        ));
    } else {
        finding.fix_value(field.span, right, Safety::Example);
    }
}
