namespace CoreTop.Actions.Storage;

/// <summary>What one kind of value is called.</summary>
/// <param name="Noun">Before a value, such as <c>nice</c> in <c>nice 5</c>.</param>
/// <param name="One">The value of one task.</param>
/// <param name="Several">The values of several.</param>
/// <param name="LogField">Its field in the system log.</param>
internal sealed record ValueWords(string Noun, string One, string Several, string LogField);
