using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Architecture.Tests.Repository;

/// <summary>What must not stand in a file of this repository, and how versions are written.</summary>
internal static partial class RepositoryRules
{
    /// <summary>Written in parts, so that this file does not hold what it looks for.</summary>
    private static readonly string[] _foreign =
    [
        "/wo" + "rk/wt", "/wo" + "rk/main", "/wo" + "rk/shared", "/ro" + "ot/.nuget", "/tmp/ba" + "sh_jobs",
        "api.nu" + "get.org", "registry.np" + "mjs.org", "registry.ya" + "rnpkg.com", "pkgs.dev.az" + "ure.com",
    ];

    /// <summary>Paths of one person's machine, and addresses of package registries: the build takes them from its surroundings.</summary>
    public static IEnumerable<string> Foreign(string path, string text) => _foreign
        .Where(f => text.Contains(f, StringComparison.OrdinalIgnoreCase))
        .Select(f => $"{path} names {f}");

    /// <summary>Packages whose version is not exactly one: "[1.2.3]".</summary>
    public static IEnumerable<string> LooseVersions(string props) => XDocument.Parse(props).Descendants("PackageVersion")
        .Where(e => !ExactVersion().IsMatch((string?)e.Attribute("Version") ?? ""))
        .Select(e => $"{(string?)e.Attribute("Include")} is \"{(string?)e.Attribute("Version")}\"; write [x.y.z]");

    /// <summary>Dependencies of the console that are a range.</summary>
    public static IEnumerable<string> LooseModules(string package)
    {
        using var document = System.Text.Json.JsonDocument.Parse(package);
        foreach (var group in new[] { "dependencies", "devDependencies" })
        {
            if (document.RootElement.TryGetProperty(group, out var modules))
            {
                foreach (var module in modules.EnumerateObject().Where(m => !char.IsAsciiDigit(m.Value.GetString()![0])))
                {
                    yield return $"{module.Name} is \"{module.Value}\"; write one version";
                }
            }
        }
    }

    [GeneratedRegex(@"^\[\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?\]$")]
    private static partial Regex ExactVersion();
}
