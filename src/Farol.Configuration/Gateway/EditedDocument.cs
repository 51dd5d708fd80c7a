using Farol.Configuration.Documents;
using Farol.Configuration.Gateway.Shapes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Farol.Configuration.Gateway;

/// <summary>
/// A document that a person sends as a whole, as YAML or JSON. Variables stay as they are written, and it is not judged by itself: it becomes a part of
/// a larger one. It knows the line of each of its keys for errors that show later.
/// </summary>
public sealed class EditedDocument
{
    private readonly DocumentErrors _errors;

    private EditedDocument(GatewayDocument document, DocumentErrors errors) => (Document, _errors) = (document, errors);

    public GatewayDocument Document { get; }

    /// <param name="isJson">Null values are then keys that are left out.</param>
    /// <exception cref="ConfigurationException">Everything that cannot be read, with line and key.</exception>
    public static EditedDocument Read(string text, string source, bool isJson)
    {
        var errors = new DocumentErrors(source);
        if (text.Length > DocumentReader.MaxCharacters)
        {
            errors.Add(0, "(document)", $"is longer than {DocumentReader.MaxCharacters} characters");
        }

        var document = errors.All.Count > 0 ? GatewayDocument.Empty : Read(text, errors, isJson);
        return errors.All.Count == 0 ? new EditedDocument(GatewayCompletion.Complete(document), errors) : throw new ConfigurationException(errors.All);
    }

    /// <summary>The document with stored secrets where masked ones were written back.</summary>
    /// <exception cref="ConfigurationException">A masked value has none that it stands for.</exception>
    public GatewayDocument Keep(GatewayDocument stored)
    {
        GatewayShapes.Document.Unmask(Document, stored, "", _errors);
        return _errors.All.Count == 0 ? Document : throw new ConfigurationException(_errors.All);
    }

    /// <summary>The line of a path's value or of what holds it; 0: not known.</summary>
    public int LineOf(string path) => _errors.LineOf(path);

    private static GatewayDocument Read(string text, DocumentErrors errors, bool isJson)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException wrong)
        {
            errors.Add((int)wrong.Start.Line, isJson ? "(json)" : "(yaml)", wrong.Message);
            return GatewayDocument.Empty;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            errors.Add(0, isJson ? "(json)" : "(yaml)", $"cannot be read: {wrong.Message}");
            return GatewayDocument.Empty;
        }

        switch (stream.Documents.FirstOrDefault()?.RootNode)
        {
            case null or YamlScalarNode { Value: "" or null }:
                return GatewayDocument.Empty;
            case YamlMappingNode root:
                if (isJson)
                {
                    DropNulls(root);
                }

                return GatewayShapes.Document.Read(new SectionReader(root, "", errors, VariableExpansion.None));
            case var other:
                errors.Add(other, "(document)", "expected keys and values, such as pools:");
                return GatewayDocument.Empty;
        }
    }

    private static void DropNulls(YamlNode node)
    {
        if (node is YamlMappingNode mapping)
        {
            foreach (var (key, _) in mapping.Children.Where(p => p.Value is YamlScalarNode { Value: "null", Style: ScalarStyle.Plain }).ToList())
            {
                mapping.Children.Remove(key);
            }
        }

        foreach (var child in node is YamlMappingNode keys ? keys.Children.Values : node is YamlSequenceNode items ? items.Children : [])
        {
            DropNulls(child);
        }
    }
}
