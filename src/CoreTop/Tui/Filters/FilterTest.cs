using CoreTop.Tui.Processes;

namespace CoreTop.Tui.Filters;

/// <summary>Whether a row has what a filter, or a part of one, asks for.</summary>
internal delegate bool FilterTest(in ProcessRow row);
