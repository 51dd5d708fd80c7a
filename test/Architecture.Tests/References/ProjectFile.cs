using System.Xml.Linq;

namespace Architecture.Tests.References;

/// <summary>What a project file asks for.</summary>
internal sealed class ProjectFile(string text)
{
    private readonly XDocument _document = XDocument.Parse(text);

    /// <summary>Names of the projects it references.</summary>
    public IEnumerable<string> Projects => Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Names of the packages it references.</summary>
    public IEnumerable<string> Packages => Included("PackageReference");

    /// <summary>True when it lets its code use pointers.</summary>
    public bool AllowsUnsafe => _document.Descendants("AllowUnsafeBlocks").Any(e => e.Value == "true");

    /// <summary>Versions written in it, where only names belong.</summary>
    public IEnumerable<string> Versions => _document.Descendants("PackageReference").Where(e => e.Attribute("Version") is not null || e.Attribute("VersionOverride") is not null)
        .Select(e => (string?)e.Attribute("Include") ?? "?");

    private IEnumerable<string> Included(string element) => _document.Descendants(element).Select(e => (string?)e.Attribute("Include") ?? "");
}
