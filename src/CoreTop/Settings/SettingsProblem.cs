namespace CoreTop.Settings;

/// <summary>A line of the settings file that is not understood, and so counts for nothing.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Why">A sentence that says what is allowed.</param>
internal readonly record struct SettingsProblem(int Line, string Why);
