namespace CoreTop.Cli;

/// <summary>Whoever read standard output went away, as <c>head</c> does when it has enough: EPIPE.</summary>
internal sealed class ReaderGoneException() : IOException("Nobody reads it any more.");
