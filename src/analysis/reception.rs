//! How a visit is received: the table of 第十条（三）, by the customer's tier and the visitors' rank.
//! Source: `003_1e073dfe55fe091b.txt` 第十条; 一般客户 are named there without a standard.

use crate::form::Record;
use crate::form::choices::{Tier, VisitorRank};
use crate::form::registers::Reception;
use crate::words::{Words, words};

/// One thing that the standard says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key of the reception that answers it: `pickup_by`; empty: nothing that is recorded.
    pub key: &'static str,
    /// What the standard says, in the regulation's words.
    pub asks: Words,
    /// Whether it must be arranged; else it is as the customer wishes, or as the department sees fit.
    pub must: bool,
}

/// What the standard says of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Where it stands: 第十条（三）1（1）.
    pub article: &'static str,
    /// In the order of the regulation.
    pub items: &'static [Item],
}

const fn must(key: &'static str, asks: Words) -> Item {
    Item { key, asks, must: true }
}

const fn may(key: &'static str, asks: Words) -> Item {
    Item { key, asks, must: false }
}

const LODGING: Item = may("lodging", words("依据客户需要代订住宿", "lodging is booked as the customer wishes"));
const VEHICLES: Item = must("vehicles", words("出行时依据人数和实际状况安排车辆", "vehicles as the number of visitors asks for"));
const OWN_PICKUP: Item = may("pickup_by", words("接送站由业务部自行安排", "the business department arranges pick-up as it sees fit"));
const OWN_VEHICLES: Item = may(
    "vehicles",
    words(
        "业务部自行安排车辆，车辆不够或需要支持，公司办公室配合",
        "the business department arranges vehicles; the company's office helps where they are short",
    ),
);
const OWN_INFO: Item = may("", words("来访信息由业务部采集", "the business department gathers what is known of the visit"));
const OWN_PLAN: Item = must("plan_by", words("接待方案由业务部拟订", "the business department makes the plan"));
const OWN_MEETING: Item =
    may("meeting_chair", words("会谈方式由业务部自行确定", "the business department decides how the meeting is held"));
const BY_LEADER: Words = words("报主管领导审批", "approved by the leader in charge");

static VIP_TOP: Standard = Standard {
    article: "第十条（三）1（1）",
    items: &[
        may(
            "",
            words(
                "来访信息由各业务单位采集后报总经理办公室",
                "the business units report what is known of the visit to the general manager's office",
            ),
        ),
        must("plan_by", words("接待方案由销售部拟订", "sales makes the plan")),
        must("approved_by", words("报公司领导审批", "approved by an executive")),
        LODGING,
        must(
            "pickup_by",
            words(
                "一般由销售部负责人接送站，特殊状况可由公司领导接送站",
                "the head of sales meets them at the station; in special cases an executive",
            ),
        ),
        must(
            "meeting_chair",
            words(
                "安排专项会议，由公司领导主持，业务部门有关负责人参加，其余参会人员由公司领导确定，并依据客户建议安排其余领导参加",
                "a special meeting chaired by an executive; heads of the departments take part, others as the executive decides and the customer suggests",
            ),
        ),
        must(
            "banquet_host",
            words(
                "公司主管领导出面宴请，公司其余领导酌情参加；业务单位组织，公司办公室配合",
                "the executive in charge hosts the banquet, others as fit; the business unit organises it, the office helps",
            ),
        ),
    ],
};

static VIP_MANAGER: Standard = Standard {
    article: "第十条（三）1（2）",
    items: &[
        may(
            "",
            words(
                "来访信息由业务单位采集后报公司主管领导",
                "the business unit reports what is known of the visit to the executive in charge",
            ),
        ),
        must("plan_by", words("接待方案由业务单位拟订", "the business unit makes the plan")),
        must("approved_by", BY_LEADER),
        LODGING,
        VEHICLES,
        must(
            "meeting_chair",
            words(
                "安排专门会议室，由业务部有关领导主持，其余参加人员由业务单位确定，依据客户建议安排公司领导参加",
                "a room of its own, chaired by a leader of the business department; others as the unit decides, executives as the customer suggests",
            ),
        ),
        must(
            "banquet_host",
            words("宴请由业务部安排，公司领导酌情参加", "the business department arranges the banquet, executives as fit"),
        ),
    ],
};

static VIP_STAFF: Standard = Standard {
    article: "第十条（三）1（3）",
    items: &[
        OWN_INFO,
        OWN_PLAN,
        LODGING,
        OWN_PICKUP,
        OWN_VEHICLES,
        OWN_MEETING,
        may("banquet_host", words("宴请客户由业务部自行安排", "the business department arranges a banquet as it sees fit")),
    ],
};

static KEY_TOP: Standard = Standard {
    article: "第十条（三）2（1）",
    items: &[
        may(
            "",
            words(
                "来访信息由业务部采集后报公司办公室",
                "the business department reports what is known of the visit to the company's office",
            ),
        ),
        OWN_PLAN,
        must("approved_by", BY_LEADER),
        LODGING,
        must(
            "pickup_by",
            words("由业务部领导或销售员接送站", "a leader of the business department or a salesman meets them at the station"),
        ),
        VEHICLES,
        must(
            "meeting_chair",
            words(
                "安排专门会议室，由有关业务单位领导主持，其余参加人员由业务单位确定，依据客户建议安排公司领导参加",
                "a room of its own, chaired by a leader of the business unit; others as the unit decides, executives as the customer suggests",
            ),
        ),
        must(
            "banquet_host",
            words("宴请客户由业务单位安排，公司领导酌情参加", "the business unit arranges the banquet, executives as fit"),
        ),
    ],
};

static KEY_OTHERS: Standard = Standard {
    article: "第十条（三）2（2）",
    items: &[
        OWN_INFO,
        OWN_PLAN,
        LODGING,
        OWN_PICKUP,
        OWN_VEHICLES,
        must("welcome_sign", words("客户到公司时，销售部提前打印电子屏欢迎标语", "sales prepares a welcome sign beforehand")),
        OWN_MEETING,
    ],
};

/// The standard; none for general and reserve customers.
#[must_use]
pub fn standard(tier: Tier, rank: VisitorRank) -> Option<&'static Standard> {
    Some(match (tier, rank) {
        (Tier::Vip, VisitorRank::Top) => &VIP_TOP,
        (Tier::Vip, VisitorRank::Manager) => &VIP_MANAGER,
        (Tier::Vip, VisitorRank::Staff) => &VIP_STAFF,
        (Tier::Key, VisitorRank::Top) => &KEY_TOP,
        (Tier::Key, _) => &KEY_OTHERS,
        _ => return None,
    })
}

impl Standard {
    /// The keys that must be filled in.
    pub fn required(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.items.iter().filter(|item| item.must).map(|item| item.key)
    }

    /// Those of them that are not, in the order of the standard.
    #[must_use]
    pub fn missing(&self, record: &Reception) -> Vec<&'static str> {
        let blank: Vec<&str> = record.blanks().into_iter().map(|spec| spec.key).collect();
        self.required().filter(|key| blank.contains(key)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::choices::Tier;

    #[test]
    fn every_key_is_one_of_the_form_and_every_visit_has_a_plan() {
        for tier in [Tier::Vip, Tier::Key] {
            for rank in VisitorRank::ALL {
                let standard = standard(tier, *rank).expect("there is one");
                for item in standard.items.iter().filter(|item| !item.key.is_empty()) {
                    assert!(Reception::SPEC.find(item.key).is_some(), "{}", item.key);
                }
                assert!(standard.required().any(|key| key == "plan_by"));
            }
        }
        assert_eq!(standard(Tier::General, VisitorRank::Top), None);
        assert_eq!(standard(Tier::Reserve, VisitorRank::Staff), None);
    }

    #[test]
    fn only_visits_of_leaders_take_an_approval() {
        let approved = |tier, rank| standard(tier, rank).is_some_and(|one| one.required().any(|key| key == "approved_by"));
        assert!(
            approved(Tier::Vip, VisitorRank::Top) && approved(Tier::Vip, VisitorRank::Manager) && approved(Tier::Key, VisitorRank::Top)
        );
        assert!(!approved(Tier::Vip, VisitorRank::Staff) && !approved(Tier::Key, VisitorRank::Manager));
    }
}
