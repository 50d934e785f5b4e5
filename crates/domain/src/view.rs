//! What a person sees of a relationship. These shapes are what the pages render and what the API
//! answers; they are made through [`Seen`](crate::audience::Seen) only, so nothing in them lies outside
//! the viewer's sight. Each lies in its concept's folder.

mod called;
mod summary;

pub use summary::*;

pub use crate::agreement::{
    AgreedCommitmentView, AgreementLine, AgreementPage, AgreementState, AgreementView, AskedView,
    ClauseView, DISTANCE_SHOWN, DeclinedView, DissentView, Distance, DistanceLeft, DistantWord,
    MeasureView, OpenObjections, ReopenedView, SignatoriesView, SignatureView, UnkeptPromise,
    WithdrawnSignaturesView,
};
pub use crate::commitment::view::*;
pub use crate::consultation::view::*;
pub use crate::dialogue::contribution::*;
pub use crate::factor::view::*;
pub use crate::feature::view::*;
pub use crate::measure::view::*;
pub use crate::measure::{
    Explained, LevelAlarm, LevelChange, LevelView, Measured, Reading, ReadingGap,
};
pub use crate::meeting::view::*;
pub use crate::pack::view::*;
pub use crate::proposal::{
    DecidedView, HearingView, ObjectionTellingView, PartyStandView, PositionView, PrincipleView,
    ProposalLine, ProposalState, ProposalView, ProposalsPage, RoundView, SettledView, SilenceView,
    StandView, VersionView, WithdrawnView,
};
pub use crate::repair::view::*;
pub use crate::review::view::*;
pub use crate::stage::view::*;
pub use crate::stage::{STAGE_PACKS, Staged};
pub use crate::table::view::*;
pub use crate::trust::view::*;
pub use crate::trust::{TrustFigure, TrustMarks};
pub use crate::value::view::*;
