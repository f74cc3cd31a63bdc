namespace CoreTop.Tui.Input;

/// <summary>A colour as a terminal reports it, of which the upper eight bits are kept.</summary>
internal readonly record struct ReportedColour(byte Red, byte Green, byte Blue);
