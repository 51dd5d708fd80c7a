using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>One key of a section, whatever its value.</summary>
internal abstract class ShapeKey<T>
{
    public abstract string Name { get; }

    public abstract void Read(SectionReader section, T into);

    public abstract void Check(T value, string path, DocumentErrors errors);

    /// <summary><c>key: value</c>, or null where the value is the default.</summary>
    public abstract string? Format(T value);

    public abstract void Compare(T before, T after, Difference at, ICollection<Difference> differences);

    public abstract JsonNode? Json(T value);

    public abstract bool IsEqual(T one, T other);

    public abstract void Unmask(T given, T stored, string path, DocumentErrors errors);

    /// <summary>Null where the value is the default.</summary>
    public abstract JsonNode? Short(T value);

    public abstract JsonObject Schema(SchemaDefinitions definitions);
}
