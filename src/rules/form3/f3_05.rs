//! F3-05: our people at a key person are in the staff register (found while the form is read) and work for us on the day.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::reader::literal_list;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F3-05",
    title: words("「与我方的关系」中的人在人员名册中并且在岗", "our people at a key person are in the register and active"),
    sources: &[source(Seed::S000, "附表3 说明3")],
    quote: "旳名称和职务",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::KeyPeople, DocKind::Staff],
    uses: &[],
    yields_to: &["SEC-10"],
    anchor: words("「与我方的关系」中的这个人", "the name in `ours`"),
    meaning: words(
        "「与我方的关系」中的每个人都在人员名册（staff）中，并且当天在岗：不早于到岗日期，不晚于离岗日期。check 只核对名册。",
        "Everybody in `ours` is in the staff register and active on the day: not before `active_from`, not after `active_to`. `check` looks at the register only.",
    ),
    remedy: words("请改为在岗的同事；关系已移交的，填写接手的人", "name an active colleague; after a handover, who took over"),
    bad: "ours = [\"大家\"]",
    good: "ours = [\"zhou-lan\"]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let (Some(doc), Some(day)) = (scene.people_doc(), scene.today) else { return };
    let lang = scene.lang();
    for row in scene.each_person() {
        for one in row.ours.get().map(|list| list.0.as_slice()).unwrap_or_default() {
            let id = &*one.value.id;
            let Some(staff) = scene.world.staff.row(id).filter(|staff| !staff.is_active(day)) else { continue };
            let (name, ours) = (row.called(), scene.staff_name(id));
            let message = match (staff.active_from.value().filter(|from| *from > day), staff.active_to.value()) {
                (None, Some(to)) => say!(
                    lang,
                    "{name}的「与我方的关系」中的{ours}已于 {to} 离岗，{day} 不在岗",
                    "{ours}, named in `ours` of {name}, left on {to} and is not active on {day}"
                ),
                (Some(from), _) => say!(
                    lang,
                    "{name}的「与我方的关系」中的{ours} {from} 才到岗，{day} 不在岗",
                    "{ours}, named in `ours` of {name}, starts on {from} and is not active on {day}"
                ),
                (None, None) => continue,
            };
            let rest = row.our_ids().into_iter().filter(|other| *other != id);
            let successor = scene.account_manager().filter(|manager| *manager != id && !row.our_ids().contains(manager));
            let right = literal_list(doc.syntax, rest.chain(successor));
            // About the one of ours: SEC-10 speaks of the same leaver.
            scene.find(&doc, one.span, "people.ours", message).about(id).fix_value(row.ours.span, right, Safety::Example);
        }
    }
}
