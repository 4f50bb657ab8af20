//! ORG-04: the region is known and has a regional manager.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::form::choices::StaffRole;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, ours, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ORG-04",
    title: words("大区已登记并有大区经理", "the region is known and has a regional manager"),
    sources: &[source(Seed::S000, "第十七条")],
    quote: "由大区经理代表本部市场部监督执行",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[DocKind::Customer, DocKind::Staff, DocKind::Settings],
    uses: &[],
    yields_to: &[],
    anchor: words("客户基本状况表的「大区」", "`region` of the customer"),
    meaning: words(
        "客户的大区在 kehu.toml [[regions]] 中登记，其经理在岗且岗位是大区经理；设了大区表而客户没有填大区也算。",
        "The customer's region is in [[regions]] of kehu.toml, its manager is active and a regional manager; where regions are set up, a customer without one counts too.",
    ),
    remedy: words(
        "请在 kehu.toml 登记大区和大区经理，或改正客户的大区",
        "enter the region and its manager in kehu.toml, or correct the customer's region",
    ),
    bad: "region = \"华东大区\"   # 未登记",
    good: "region = \"西南大区\"",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day), Some(regions)) = (&scene.customer.profile, scene.today, scene.world.settings.regions.get()) else { return };
    let lang = scene.lang();
    let field = &doc.record.region;
    let info = doc.info.clone();
    if field.is_blank() {
        let message = say!(lang, "没有填写「大区」", "`region` is not filled in");
        scene.find(&info, field.or(doc.record.head), "region", message);
        return;
    }
    // An unknown region was reported where it is read.
    let Some(region) = field.get().filter(|region| region.known) else { return };
    let row = regions.iter().find(|row| row.id.get().is_some_and(|id| region.is(id)));
    let manager = row.and_then(|row| row.manager.get());
    let manager = manager.and_then(|name| match scene.world.staff.names.find(name) {
        crate::resolve::Found::One(at) => scene.world.staff.rows.get(at),
        _ => None,
    });
    // A role that could not be read was reported there and may be the right one.
    let fit = manager.is_some_and(|row| row.is_active(day) && (ours::is_unread(row) || row.has_role(StaffRole::RegionalManager)));
    if !fit {
        let name = scene.world.name_of(crate::form::Target::Region, &region.id).unwrap_or_default();
        let message = say!(lang, "{name}没有在岗的大区经理", "{name} has no active regional manager");
        scene.find(&info, field.span, "region", message);
    }
}
