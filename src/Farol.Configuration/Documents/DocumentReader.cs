using Farol.Configuration.Gateway;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Documents;

/// <summary>Turns the text of a configuration file into a validated <see cref="FarolDocument"/>, or into all its errors at once.</summary>
public static class DocumentReader
{
    /// <summary>Ten thousand routers fit in a tenth of it; a larger file is the wrong file.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    /// <param name="files">The files that it names; null: they are not looked at.</param>
    /// <exception cref="ConfigurationException">Something is wrong; nothing of the file is used.</exception>
    public static FarolDocument Read(string text, string source, Func<string, string?> environment, IDocumentFiles? files = null)
    {
        var errors = new DocumentErrors(source);
        var document = text.Length > MaxCharacters ? TooLong(errors, source) : ReadRoot(text, source, environment, errors, files);
        return errors.All.Count == 0 ? document : throw new ConfigurationException(errors.All);
    }

    private static FarolDocument TooLong(DocumentErrors errors, string source)
    {
        errors.Add(0, "(file)", $"is longer than {MaxCharacters} characters");
        return new FarolDocument(source, [], GatewayDocument.Empty);
    }

    private static FarolDocument ReadRoot(
        string text, string source, Func<string, string?> environment, DocumentErrors errors, IDocumentFiles? files)
    {
        var empty = new FarolDocument(source, [], GatewayDocument.Empty);
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException wrong)
        {
            errors.Add((int)wrong.Start.Line, "(yaml)", wrong.Message);
            return empty;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet throws them, without a place, for some texts that its own exception would suit.
            errors.Add(0, "(yaml)", $"is not YAML: {wrong.Message}");
            return empty;
        }

        switch (stream.Documents.FirstOrDefault()?.RootNode)
        {
            case null or YamlScalarNode { Value: "" or null }:
                return empty;
            case YamlMappingNode root:
                var section = new SectionReader(root, "", errors, environment);
                var document = new FarolDocument(source, RouterSections.Read(section), GatewaySections.Read(section, errors, files));
                section.RefuseUnknown();
                return document;
            case var other:
                errors.Add(other, "(file)", "expected keys and values, such as routers: or pools:");
                return empty;
        }
    }
}
