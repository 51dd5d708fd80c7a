using Farol.Configuration;
using Farol.Configuration.Documents;
using Farol.Configuration.Settings;
using Farol.Telemetry.Logging;

namespace Farol.Settings;

/// <summary>Reads the environment, <c>.env</c> and the configuration file; every error of all three at once.</summary>
internal static class SettingsLoader
{
    private const string EnvironmentFileName = ".env";

    /// <exception cref="ConfigurationException">Something is wrong; each error names its place, key and fix.</exception>
    public static FarolSettings Load(RunOptions options, Func<string, string?> environment, string folder)
    {
        var errors = new List<ConfigurationError>();
        var reader = new SettingsReader(ReadEnvironmentFile(Path.Combine(folder, EnvironmentFileName), errors), environment);
        foreach (var error in errors)
        {
            reader.Add(error);
        }

        var document = ReadDocument(options.ConfigFile, environment, reader);
        var settings = SettingsBuilder.Build(reader, document, options);
        reader.ThrowIfAny();
        return settings;
    }

    /// <summary>What concerns the log alone, for processes that need no other setting.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with it.</exception>
    public static LogOptions LoadLog(Func<string, string?> environment, string folder)
    {
        var reader = new SettingsReader(ReadEnvironmentFile(Path.Combine(folder, EnvironmentFileName), []), environment);
        var log = SettingsBuilder.Log(reader, isDev: false);
        reader.ThrowIfAny();
        return log;
    }

    private static IReadOnlyDictionary<string, SettingValue> ReadEnvironmentFile(string path, List<ConfigurationError> errors)
    {
        if (!File.Exists(path))
        {
            return new Dictionary<string, SettingValue>();
        }

        if (new FileInfo(path).Length > EnvironmentFile.MaxBytes)
        {
            errors.Add(new ConfigurationError(EnvironmentFileName, 0, "(file)", $"is longer than {EnvironmentFile.MaxBytes} bytes"));
            return new Dictionary<string, SettingValue>();
        }

        try
        {
            return EnvironmentFile.Parse(File.ReadAllText(path), EnvironmentFileName, errors);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError(EnvironmentFileName, 0, "(file)", unreadable.Message));
            return new Dictionary<string, SettingValue>();
        }
    }

    private static FarolDocument? ReadDocument(string? path, Func<string, string?> environment, SettingsReader reader)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return DocumentReader.Read(File.ReadAllText(path), path, environment, FolderFiles.Beside(path));
        }
        catch (ConfigurationException wrong)
        {
            foreach (var error in wrong.Errors)
            {
                reader.Add(error);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            reader.Add(new ConfigurationError(path, 0, "--config", unreadable.Message));
        }

        return null;
    }
}
