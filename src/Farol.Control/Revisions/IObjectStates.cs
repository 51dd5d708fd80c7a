namespace Farol.Control.Revisions;

/// <summary>Desired and in force, object by object.</summary>
public interface IObjectStates
{
    /// <param name="name">Kind and name as <see cref="Configuration.Gateway.Difference.Object"/> has them: <c>pool web</c>, <c>route acme:shop</c>, <c>backend web/192.0.2.1:80</c>.</param>
    ObjectState Of(string name);
}
