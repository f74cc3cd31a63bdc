using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Filters;

/// <summary>Whether a row has what a filter, or a part of one, asks for.</summary>
internal delegate bool FilterTest(in ProcessRow row, Snapshot snapshot);
