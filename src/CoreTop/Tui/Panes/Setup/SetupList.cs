using System.Collections.Immutable;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>One of the lists that stand side by side in the setup screen.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">Its lines; none in a list that nothing was put in.</param>
internal sealed record SetupList(string Title, ImmutableArray<SetupLine> Lines);
