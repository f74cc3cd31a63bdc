namespace CoreTop.Tui;

/// <summary>What lies over the panels.</summary>
internal enum Overlay
{
    None = 0,
    Help,
    SortMenu,
    AffinityEditor,
    Balance,
    Explain,
}
