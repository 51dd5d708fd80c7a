namespace Farol.Configuration.Settings;

/// <summary>A setting as a person gave it, and where.</summary>
public readonly record struct SettingValue(string Text, string Source, int Line);
