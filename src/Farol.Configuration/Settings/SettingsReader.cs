using System.Globalization;

namespace Farol.Configuration.Settings;

/// <summary>
/// Reads settings from the environment and, under it, from <c>.env</c>. Collects every error instead of stopping at the first;
/// an empty value counts as not given.
/// </summary>
public sealed class SettingsReader
{
    private readonly IReadOnlyDictionary<string, SettingValue> _file;
    private readonly Func<string, string?> _environment;
    private readonly List<ConfigurationError> _errors = [];

    /// <param name="file">What <see cref="EnvironmentFile"/> read.</param>
    /// <param name="environment">Looks up one variable of the process; it wins over the file.</param>
    public SettingsReader(IReadOnlyDictionary<string, SettingValue> file, Func<string, string?> environment)
    {
        _file = file;
        _environment = environment;
    }

    public IReadOnlyList<ConfigurationError> Errors => _errors;

    public void Add(ConfigurationError error) => _errors.Add(error);

    /// <summary>Adds an error about a setting, naming the place that it came from.</summary>
    public void Add(string key, string message)
    {
        var value = Find(key);
        _errors.Add(new ConfigurationError(value?.Source ?? "settings", value?.Line ?? 0, key, message));
    }

    public string? Text(string key) => Find(key)?.Text;

    public string Text(string key, string otherwise) => Text(key) ?? otherwise;

    /// <summary>A comma-separated list, blanks trimmed; empty when not given.</summary>
    public IReadOnlyList<string> List(string key) =>
        Text(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public int Integer(string key, int otherwise, int minimum, int maximum)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= minimum && value <= maximum)
        {
            return value;
        }

        Add(key, $"expected a whole number from {minimum} to {maximum}, found \"{text}\"");
        return otherwise;
    }

    /// <summary>Whole or decimal seconds.</summary>
    public TimeSpan Seconds(string key, double otherwise, double minimum, double maximum)
    {
        if (Text(key) is not { } text)
        {
            return TimeSpan.FromSeconds(otherwise);
        }

        if (double.TryParse(text.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value >= minimum && value <= maximum)
        {
            return TimeSpan.FromSeconds(value);
        }

        Add(key, string.Create(CultureInfo.InvariantCulture, $"expected seconds from {minimum} to {maximum}, found \"{text}\""));
        return TimeSpan.FromSeconds(otherwise);
    }

    public bool Flag(string key, bool otherwise)
    {
        switch (Text(key)?.ToLowerInvariant())
        {
            case null:
                return otherwise;
            case "true" or "1" or "yes" or "on":
                return true;
            case "false" or "0" or "no" or "off":
                return false;
            default:
                Add(key, $"expected true or false, found \"{Text(key)}\"");
                return otherwise;
        }
    }

    public string Choice(string key, string otherwise, params string[] choices)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (Array.Find(choices, c => c.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice)
        {
            return choice;
        }

        Add(key, $"expected one of {string.Join(", ", choices)}, found \"{text}\"");
        return otherwise;
    }

    /// <exception cref="ConfigurationException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new ConfigurationException(_errors);
        }
    }

    private SettingValue? Find(string key)
    {
        if (_environment(key) is { Length: > 0 } variable)
        {
            return new SettingValue(variable, "environment", 0);
        }

        return _file.TryGetValue(key, out var value) && value.Text.Length > 0 ? value : null;
    }
}
