namespace CoreTop.Tui.Lines;

/// <summary>What the message line says until the next message.</summary>
/// <param name="Text">One or more sentences.</param>
/// <param name="Kind">How it is drawn.</param>
internal sealed record StatusMessage(string Text, StatusKind Kind);
