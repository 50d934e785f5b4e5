//! Stages that frameworks name. Names only: what each means is told in their own books.

use uuid::Uuid;

use crate::ids::StageId;
use crate::words::StagePack;

/// The stages of a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Which.
    pub pack: StagePack,
    /// Where the names are from.
    pub source: &'static str,
    /// When that was looked up: year and month.
    pub looked_up: &'static str,
    /// Its stages, in the order in which they are listed there.
    pub stages: &'static [PackStage],
}

/// A stage of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackStage {
    /// The same at every table.
    pub id: StageId,
    /// Its name in the catalogue.
    pub word: &'static str,
}

/// An id that no table draws: these are of version 8, drawn ones of 4 or 7.
const fn stage(pack: u16, place: u16, word: &'static str) -> PackStage {
    let number = ((pack as u128) << 16) | place as u128;
    PackStage {
        id: StageId(Uuid::from_u128(
            0x5374_6167_6500_8000_8000_0000_0000_0000 | number,
        )),
        word,
    }
}

const PLAIN: [PackStage; 5] = [
    stage(1, 1, "planning"),
    stage(1, 2, "designing"),
    stage(1, 3, "building"),
    stage(1, 4, "supporting"),
    stage(1, 5, "improving"),
];
const ITIL_4: [PackStage; 6] = [
    stage(4, 1, "plan"),
    stage(4, 2, "improve"),
    stage(4, 3, "engage"),
    stage(4, 4, "design_and_transition"),
    stage(4, 5, "obtain_build"),
    stage(4, 6, "deliver_and_support"),
];
const ITIL_5: [PackStage; 8] = [
    stage(5, 1, "discover"),
    stage(5, 2, "design"),
    stage(5, 3, "acquire"),
    stage(5, 4, "build"),
    stage(5, 5, "transition"),
    stage(5, 6, "operate"),
    stage(5, 7, "deliver"),
    stage(5, 8, "support"),
];

/// Every pack; the first is that of tables which have chosen none.
pub const STAGE_PACKS: [Pack; 3] = [
    Pack {
        pack: StagePack::Plain,
        source: "",
        looked_up: "",
        stages: &PLAIN,
    },
    Pack {
        pack: StagePack::Itil4,
        source: "ITIL 4 Foundation, the service value chain: https://www.bmc.com/blogs/itil-lifecycle/",
        looked_up: "2026-11",
        stages: &ITIL_4,
    },
    // Authors listed different ones early in 2026; these eight are what study guides of the Foundation say since.
    Pack {
        pack: StagePack::Itil5,
        source: "ITIL 5 Foundation, the product and service lifecycle: \
            https://www.mindmeshacademy.com/certifications/itil/itil-5-foundation/study-guide/\
            4-1-1-the-eight-lifecycle-activities",
        looked_up: "2026-11",
        stages: &ITIL_5,
    },
];

impl Pack {
    /// The pack of this word; the table's own is none.
    pub fn of(pack: StagePack) -> Option<&'static Self> {
        STAGE_PACKS.iter().find(|it| it.pack == pack)
    }
}

/// What the catalogue calls a stage, where it is one of a pack.
pub(crate) fn word(id: StageId) -> Option<&'static str> {
    let mut all = STAGE_PACKS.iter().flat_map(|pack| pack.stages);
    Some(all.find(|stage| stage.id == id)?.word)
}
