using System.Text.Json;
using System.Text.Json.Nodes;
using Farol.Configuration.Documents;

namespace Farol.Configuration.Gateway.Shapes;

/// <summary>A kind of value that a key may have: how it is read, judged, printed and described in the schema.</summary>
internal abstract class ValueKind<T>
{
    /// <summary>False where a key with nothing behind it is more likely a mistake than a wish for the default.</summary>
    public virtual bool MayBeLeftEmpty => true;

    /// <summary>Reads the syntax only; what is wrong is reported where it stands.</summary>
    public abstract bool TryRead(NodeReader node, out T value);

    /// <summary>Judges a value that was read, from the file or from JSON.</summary>
    public virtual void Check(T value, string path, DocumentErrors errors)
    {
    }

    /// <summary>As a difference prints it.</summary>
    public abstract string Format(T value);

    public abstract JsonObject Schema(SchemaDefinitions definitions);

    /// <summary>As the API answers it, secrets masked.</summary>
    public virtual JsonNode? Json(T value) => JsonSerializer.SerializeToNode(value, GatewayJson.Options);

    /// <summary>Whether entries of a list are the same one before and after a change.</summary>
    public virtual bool IsCalledAs(T one, T other) => false;

    /// <summary>Puts stored secrets where the masks of <see cref="Json"/> came back.</summary>
    public virtual T Unmask(T given, T stored, string path, DocumentErrors errors) => given;

    /// <summary>As a person would write it: without what is at its default.</summary>
    public virtual JsonNode? Short(T value) => Json(value);

    /// <summary>Lists what differs, from both being there; a plain value differs as a whole.</summary>
    public virtual void Compare(T before, T after, Difference at, ICollection<Difference> differences)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
        {
            differences.Add(at with { Before = before is null ? null : Format(before), After = after is null ? null : Format(after) });
        }
    }
}
