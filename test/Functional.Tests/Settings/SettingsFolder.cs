using Farol.Configuration;
using Farol.Settings;
using Testing.Support;

namespace Functional.Tests.Settings;

/// <summary>A folder that the program is started from, with its <c>.env</c>, and an environment of the test's own.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The variables of the process, as the test wants them.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Every setting that was looked for.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public string Path => _folder.Path;

    public SettingsFolder WithEnvironmentFile(string text)
    {
        File.WriteAllText(_folder.File(".env"), text);
        return this;
    }

    /// <returns>The file's full path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    public FarolSettings Load(RunOptions? options = null) => SettingsLoader.Load(options ?? new RunOptions(), Find, _folder.Path);

    /// <summary>What is wrong, as it is printed.</summary>
    public IReadOnlyList<string> LoadErrors(RunOptions? options = null) =>
        [.. Assert.Throws<ConfigurationException>(() => Load(options)).Errors.Select(e => e.ToString())];

    public void Dispose() => _folder.Dispose();

    private string? Find(string key)
    {
        _asked.Add(key);
        return Environment.GetValueOrDefault(key);
    }
}
