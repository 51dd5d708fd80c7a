namespace Farol.Configuration;

/// <summary>Carries every error of a configuration at once.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException(IReadOnlyList<ConfigurationError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    public IReadOnlyList<ConfigurationError> Errors { get; }
}
